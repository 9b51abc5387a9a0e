"""English phrases and grammar as data, for what a text says one did and what others did."""
