"""Render a document as text, Markdown, HTML, PDF and JSON."""
