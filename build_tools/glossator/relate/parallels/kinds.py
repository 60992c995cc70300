"""What kind of parallel two passages are, by their words in order."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from ...model import ParallelKind

EDITED = 0.45
"""The share of the words of the shorter passage, at least, that stand in the other in the same order: fewer are a
paraphrase.
"""
LONGER = 3
"""Times as long as the other a passage is at most; what stands in one yet longer is told by its own words."""


def kind_of(a: Sequence[int], b: Sequence[int]) -> ParallelKind:
    """Return the kind of two passages, given the numbers of their words in small."""
    if list(a) == list(b):
        return "reprint"
    shorter, longer = sorted((len(a), len(b)))
    whole = max(shorter, longer / LONGER)
    return "edited" if LCSseq.similarity(a, b) >= EDITED * whole else "paraphrase"
