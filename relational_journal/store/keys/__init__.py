"""The key of a journal with a passphrase."""
