"""Where two long documents may say the same: near units that have much in common.

To look at every two sentences of two long speeches takes long, and nearly all have nothing in common but frequent
words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .similarity import MOST_JOINED, Similarity, Weighed, similarity
from .units import Flags, Numbers

SHORT = 64 * 64
"""Pairs of units up to which all are looked at."""
MUCH, ALIKE = 2.5, 0.4
"""The weight of the words in common, and the cosine, from which two units have much in common: some three rare words.
Of what two texts of some 200 sentences each have in common, nine tenths are found near such units, and everything that
is told in more than one sentence; of two that have nothing in common, a hundredth is looked at.
"""
MARGIN = 3
"""Units before and behind that are looked at, too."""


@dataclass(frozen=True, slots=True)
class Regions:
    """The units of two documents that are looked at, by their numbers; -1 is a unit without words, between regions."""

    a: Numbers
    b: Numbers
    every: Similarity | None = None
    """Of all units, where not all are looked at."""


def regions(some: Weighed) -> Regions:
    """Return the units that are looked at."""
    if some.first.size * some.second.size <= SHORT:
        return every_unit(some)
    found = similarity(some)
    much = (found.shared >= MUCH) & (found.cosine >= ALIKE)
    return Regions(_around(np.any(much, 1)), _around(np.any(much, 0)), found)


def every_unit(some: Weighed) -> Regions:
    """Return all units: of two documents that are known to have something in common, the whole is looked at."""
    return Regions(np.arange(some.first.size), np.arange(some.second.size))


def _around(much: Flags) -> Numbers:
    """Return the units that are near one of some; between those that do not follow each other so many empty ones that
    nothing is joined across them, and nothing is a neighbor.
    """
    near = np.flatnonzero(np.convolve(much, np.ones(2 * MARGIN + 1), "same") > 0)
    gaps = np.flatnonzero(np.diff(near) > 1) + 1
    return np.insert(near, np.repeat(gaps, MOST_JOINED - 1), -1)
