"""Tests, intervals and corrections for comparisons."""
