"""Makes the compact vocabulary from its TOML files."""
