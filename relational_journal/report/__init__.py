"""Results to what a person reads."""
