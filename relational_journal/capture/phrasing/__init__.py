"""Enough of English to tell what a text says one did, and what others did: phrases and grammar as data."""
