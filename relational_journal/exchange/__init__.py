"""Other formats: read to moments, write from moments."""
