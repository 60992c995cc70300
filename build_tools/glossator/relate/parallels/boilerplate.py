"""Units that stand in many documents: forms, mastheads, greetings. They make no two of them parallel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ...model import MOST_SHARING
from .mixing import mixed
from .units import Flags, Numbers, Units

SHINGLE = 3
"""Words."""
SHARE = 0.05
"""Of all documents, that have to have a shingle that is common: what some of a large archive share by chance is not."""
MOST = 0.5
"""The share of a unit's shingles that have to be common, where its words as a whole are not the same everywhere."""


def boilerplate(documents: Sequence[Units]) -> list[frozenset[int]]:
    """Return, of each document, the numbers of its units that too many documents have: in these very words, in whatever
    order, or in much the same words, as where each opens with the same greeting of others.
    """
    if len(documents) <= MOST_SHARING:
        return [frozenset() for _ in documents]
    same = _common([_digests(document) for document in documents], MOST_SHARING)
    shingles = [_shingles(document) for document in documents]
    common = _common([numbers for numbers, _ in shingles], max(MOST_SHARING, int(SHARE * len(documents))))
    much_the_same = (
        _mostly(some, units, len(document))
        for some, (_, units), document in zip(common, shingles, documents, strict=True)
    )
    return [frozenset(np.flatnonzero(one | other).tolist()) for one, other in zip(same, much_the_same, strict=True)]


def _common(numbers: Sequence[NDArray[np.uint64]], most: int) -> Iterator[Flags]:
    """Yield, for each document, which of its numbers stand in more documents than so many."""
    known, holders = np.unique(np.concatenate([np.unique(some) for some in numbers]), return_counts=True)
    common = known[holders > most]
    for some in numbers:
        yield np.isin(some, common)


def _mostly(common: Flags, units: Numbers, size: int) -> Flags:
    """Return which units have mostly common shingles."""
    all_, those = np.bincount(units, minlength=size), np.bincount(units[common], minlength=size)
    return (those > 0) & (those >= MOST * all_)


def _digests(document: Units) -> NDArray[np.uint64]:
    """Return a number for the words of each unit, whatever their order."""
    window = document.window()
    digests = np.zeros(window.size, np.uint64)
    np.add.at(digests, window.unit, mixed(window.word))
    return digests


def _shingles(document: Units) -> tuple[NDArray[np.uint64], Numbers]:
    """Return a number for every few words that follow each other in a unit, and the unit."""
    window = document.window()
    count = max(0, len(window.word) - SHINGLE + 1)
    digests = np.zeros(count, np.uint64)
    for place in range(SHINGLE):
        digests = mixed((digests + window.word[place : place + count].astype(np.uint64)).astype(np.int64))
    within = window.unit[:count] == window.unit[SHINGLE - 1 :]
    return digests[within], window.unit[:count][within]
