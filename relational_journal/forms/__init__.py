"""Questions and forms that need no terminal, shared by the commands and the full-screen view."""
