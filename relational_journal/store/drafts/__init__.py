"""Drafts: texts that could not be stored as entries yet."""
