"""The journal as one object: what every command and other programs work with."""
