"""Words in, words out: one file per group of commands, no arithmetic, no SQL."""
