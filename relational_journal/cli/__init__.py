"""Words in, words out: one file per group of commands, no arithmetic, no SQL."""

import gc

# A command lives for a tenth of a second: looking for rubbish while it imports costs a twentieth of that, and while it
# reads ten thousand entries a seventh.
gc.set_threshold(500_000)
