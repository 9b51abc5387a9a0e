"""The journal as one object, for every command and for other programs."""
