"""Commands for therapy sessions, the page and reflection."""
