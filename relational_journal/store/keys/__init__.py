"""The cached key of a journal with a passphrase, and its expiry."""
