"""Moments to counts: bases, markers, breaks and comparisons."""
