"""What `rj doctor` checks."""
