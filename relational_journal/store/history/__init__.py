"""Undo, the bin, and deletion for good."""
