"""Build the compact vocabulary from its TOML files."""
