"""Commands for people and words."""
