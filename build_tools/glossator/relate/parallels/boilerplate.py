"""Units that stand word for word in many documents: forms, mastheads, greetings. They make no two of them parallel."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...model import MOST_SHARING
from .mixing import mixed
from .units import Units


def boilerplate(documents: Sequence[Units]) -> list[frozenset[int]]:
    """Return, of each document, the numbers of its units whose very words stand in too many others."""
    digests = [_digests(document) for document in documents]
    owners = np.repeat(np.arange(len(digests)), [len(some) for some in digests])
    if not len(owners):
        return [frozenset() for _ in documents]
    known, inverse = np.unique(np.concatenate(digests), return_inverse=True)
    holders = np.unique(inverse.astype(np.int64) * len(documents) + owners) // len(documents)
    common = np.bincount(holders, minlength=len(known)) > MOST_SHARING
    ends = np.cumsum([len(some) for some in digests])[:-1]
    return [frozenset(np.flatnonzero(some).tolist()) for some in np.split(common[inverse], ends)]


def _digests(document: Units) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Return a number for the words of each unit, whatever their order."""
    window = document.window()
    digests = np.zeros(window.size, np.uint64)
    np.add.at(digests, window.unit, mixed(window.word))
    return digests
