"""Count patterns in a list of moments, with no SQL, no clock, no printing and no wording."""
