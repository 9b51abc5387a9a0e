"""Text for terminals (safety, width, wrapping), comparing words, and finding names."""
