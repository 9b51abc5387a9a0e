"""The checks of `rj doctor`."""
