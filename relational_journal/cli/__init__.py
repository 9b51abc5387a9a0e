"""The commands, one file for each group, with no arithmetic and no SQL."""

import gc

# A command runs for a tenth of a second: garbage collection during imports costs a twentieth of that, and while
# reading entries a seventh. Hardly anything here refers to itself, so there is next to nothing to collect.
gc.set_threshold(5_000_000)
