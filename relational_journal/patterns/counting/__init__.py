"""Turn moments into counts: bases, markers, breaks and comparisons."""
