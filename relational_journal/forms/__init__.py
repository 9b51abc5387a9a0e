"""Questions and forms that need no terminal."""
