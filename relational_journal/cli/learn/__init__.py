"""Commands that explain the program."""
