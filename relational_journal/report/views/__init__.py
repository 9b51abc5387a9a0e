"""What the commands show of patterns and the other questions."""
