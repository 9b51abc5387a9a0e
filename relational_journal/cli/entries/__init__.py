"""Commands that log, show and change entries."""
