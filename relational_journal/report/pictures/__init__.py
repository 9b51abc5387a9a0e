"""The pictures of `rj look` and `rj calendar`: figures drawn once, for SVG, HTML and PDF alike."""
