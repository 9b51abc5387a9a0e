"""Suggest tone, people and tags for a text, each with the words it was read from."""
