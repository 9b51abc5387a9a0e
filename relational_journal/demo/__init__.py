"""A fictional journal of six months: its file, and bringing it to the present."""
