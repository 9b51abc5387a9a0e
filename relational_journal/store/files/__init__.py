"""Open, copy, re-encrypt, restore or repair the journal file."""
