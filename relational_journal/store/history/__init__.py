"""Undo, the bin, and deleting for good."""
