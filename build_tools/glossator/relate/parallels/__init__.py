"""Which passages of two documents say the same: reprints, edited ones, paraphrases and translations.

`units` makes of each document what is compared, `candidates` and `sketches` find the documents that are worth it,
`comparing` compares two. Nothing is imported here: most builds find all that kept, and need not load what reckons.
"""

import os

# The tables are small: threads that wait for one another double the work, and other processes have the other cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
