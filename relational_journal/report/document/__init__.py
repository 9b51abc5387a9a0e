"""Shared parts of reports: documents, wording, rows of moments and names."""
