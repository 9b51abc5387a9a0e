"""Numbers from a list of moments: no SQL, no clock, no printing, no wording."""
