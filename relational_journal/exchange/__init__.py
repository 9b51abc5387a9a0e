"""Import files of other formats as entries, export entries to them."""
