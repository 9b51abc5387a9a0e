"""The page for a therapy session."""
