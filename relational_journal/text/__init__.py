"""What a terminal may be sent, and how wide it is."""
