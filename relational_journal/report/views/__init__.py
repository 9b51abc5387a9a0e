"""Build the reports that commands show for patterns and the other questions."""
