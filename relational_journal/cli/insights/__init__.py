"""Commands that show what the entries say."""
