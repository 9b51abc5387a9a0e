"""Read the exports of other programs: one module a format, each listed in exchange/formats.py."""
