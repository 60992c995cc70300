"""How much the units of two documents have in common: each two, and each one with a few neighbors joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .units import Numbers, Window

Table = NDArray[np.float64]
"""A row a unit of the first document, a column a unit of the second."""

JOINED = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1))
"""So many units of each document are compared as one: translations and retellings cut and join sentences."""
MOST_JOINED = 4
COMMON = 0.3
"""What a word weighs that stands in every text of its language, beside another that is as frequent here."""
TELLING = 1.3
"""What a number or a name within a sentence weighs, likewise."""
LEAST = 0.02
SMOOTHING = 20
"""Units that are taken to be there besides, so that in two short texts not every word is a frequent one."""
PARTS = 1 << 16
"""Weights are multiples of one in so many: sums of them are exact, and the same on every machine."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """What units have in common, where the first document's end with the row and the second's with the column."""

    shared: Table
    """The weight of the words in common."""
    first: NDArray[np.float64]
    """The weight of the first document's words."""
    second: NDArray[np.float64]

    @property
    def cosine(self) -> Table:
        return self.shared / np.sqrt(np.maximum(np.outer(self.first, self.second), LEAST**2))


def similarities(a: Window, b: Window) -> Mapping[tuple[int, int], Similarity]:
    """Return what units have in common, by how many of each document are joined."""
    first, second, weights = _counts(a, b)
    ours = {many: _joined(first, many) for many in range(1, MOST_JOINED + 1)}
    theirs = {many: _joined(second, many) for many in range(1, MOST_JOINED + 1)}
    found = {}
    for ones, others in JOINED:
        x, y = ours[ones], theirs[others]
        shared = _common(x, y, weights, 1) + _common(x, y, weights, 2)
        found[ones, others] = Similarity(shared, x @ weights, y @ weights)
    return found


def _common(x: Table, y: Table, weights: NDArray[np.float64], times: int) -> Table:
    """Return the weight of the words that units of both documents have so many times; others are not reckoned with."""
    some = (x >= times).any(0) & (y >= times).any(0)
    return np.asarray(((x[:, some] >= times) * weights[some]) @ (y[:, some] >= times).T.astype(float))


def _counts(a: Window, b: Window) -> tuple[Table, Table, NDArray[np.float64]]:
    """Return how often each unit has each word, once for each document, and what the words weigh."""
    ours, theirs = _alike(a, b)
    known, every = np.unique(np.concatenate([ours, theirs]), return_inverse=True)
    ours, theirs = every[: len(ours)], every[len(ours) :]
    first, second = np.zeros((a.size, len(known))), np.zeros((b.size, len(known)))
    np.add.at(first, (a.unit, ours), 1)
    np.add.at(second, (b.unit, theirs), 1)
    units = a.size + b.size + SMOOTHING
    frequency = (first > 0).sum(0) + (second > 0).sum(0)
    weights = np.log(units / frequency) / np.log(units / 2)
    for flags, factor in (((a.common, b.common), COMMON), ((a.telling, b.telling), TELLING)):
        marked = np.zeros(len(known), bool)
        marked[ours[flags[0]]] = True
        marked[theirs[flags[1]]] = True
        weights = np.where(marked, weights * factor, weights)
    return first, second, np.round(np.maximum(weights, LEAST) * PARTS) / PARTS


def _alike(a: Window, b: Window) -> tuple[Numbers, Numbers]:
    """Return the stems of both; names that only one of them has are one where they have the same consonants."""
    lone_a, lone_b = (a.name > 0) & ~np.isin(a.stem, b.stem), (b.name > 0) & ~np.isin(b.stem, a.stem)
    both = np.intersect1d(a.name[lone_a], b.name[lone_b])
    ours = np.where(lone_a & np.isin(a.name, both), -a.name, a.stem)
    theirs = np.where(lone_b & np.isin(b.name, both), -b.name, b.stem)
    return ours, theirs


def _joined(counts: Table, many: int) -> Table:
    """Return the counts of so many units that end with the row, at most two of a word."""
    sums = np.cumsum(counts, axis=0)
    joined = sums.copy()
    joined[many:] -= sums[:-many]
    return np.minimum(joined, 2)
