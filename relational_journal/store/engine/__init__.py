"""The SQLite file itself: connection, lock, probe, errors."""
