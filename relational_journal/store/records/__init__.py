"""Writing: entries, people, words, settings."""
