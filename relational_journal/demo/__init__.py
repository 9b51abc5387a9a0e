"""A fictional journal of six months, and code to move it to the present."""
