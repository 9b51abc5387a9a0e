"""Parse words into a day and a time."""
