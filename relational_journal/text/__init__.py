"""What a terminal may be sent and how wide it is; how words are compared, and how a name is found in a text."""
