"""The vocabulary as data, and looking words up in it."""
