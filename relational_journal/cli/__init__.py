"""The commands, one file for each group, with no arithmetic and no SQL."""

import gc

# A command runs for a tenth of a second: garbage collection during imports costs a twentieth of that, and while
# reading ten thousand entries a seventh.
gc.set_threshold(500_000)
