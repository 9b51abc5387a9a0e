"""Read and write rows: entries, people, own words, hunches, settings."""
