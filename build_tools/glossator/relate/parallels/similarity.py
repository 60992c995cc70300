"""How much the units of two documents have in common: each two, and each one with a few neighbors joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .units import Flags, Numbers, Window

Table = NDArray[np.floating[Any]]
"""A row a unit of the first document, a column a unit of the second."""
Row = NDArray[np.floating[Any]]

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
PARTS = 1 << 12
"""Weights are multiples of one in so many: sums of them are exact in 24 bits, and the same on every machine."""
TWICE = 2
"""A word counts so often in a unit, at most."""
SPARSE = 32
"""A word that stands in less than one of so many pairs of units is looked up in each; others are multiplied."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each unit of a document has each word: a number each where it has it."""

    size: int
    unit: Numbers
    word: Numbers
    count: Numbers
    """At most TWICE."""

    def of(self, units: Numbers) -> Counts:
        """Return the counts of some units, in the order given; -1 is a unit without words."""
        place = np.full(self.size, -1)
        place[units[units >= 0]] = np.flatnonzero(units >= 0)
        some = place[self.unit] >= 0
        return Counts(len(units), place[self.unit[some]], self.word[some], self.count[some])


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two documents, and what their words weigh, by the words' numbers."""

    first: Counts
    second: Counts
    weights: Row
    names: Flags
    """Which of the words are names, within a sentence of either document."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """What units have in common, where the first document's end with the row and the second's with the column."""

    shared: Table
    """The weight of the words in common."""
    first: Row
    """The weight of the first document's words."""
    second: Row
    cosine: Table


def weigh(a: Window, b: Window) -> Weighed:
    """Return how often each unit has each word, and what the words weigh in these two documents."""
    ours, theirs = _alike(a, b)
    known, every = np.unique(np.concatenate([ours, theirs]), return_inverse=True)
    ours, theirs = every[: len(ours)], every[len(ours) :]
    first, second = _counts(a, ours, len(known)), _counts(b, theirs, len(known))
    units = a.size + b.size + SMOOTHING
    frequency = np.bincount(np.concatenate([first.word, second.word]), minlength=len(known))
    weights = np.log(units / frequency) / np.log(units / 2)
    for flags, factor in (((a.common, b.common), COMMON), ((a.telling, b.telling), TELLING)):
        marked = _marked(len(known), ours, flags[0]) | _marked(len(known), theirs, flags[1])
        weights = np.where(marked, weights * factor, weights)
    names = _marked(len(known), ours, a.telling & (a.name > 0)) | _marked(len(known), theirs, b.telling & (b.name > 0))
    return Weighed(first, second, (np.round(np.maximum(weights, LEAST) * PARTS) / PARTS).astype(np.float32), names)


def similarity(some: Weighed) -> Similarity:
    """Return what each two units have in common; made for long documents, most of whose units have little."""
    a, b = some.first, some.second
    many = len(some.weights)
    here, there = np.bincount(a.word, minlength=many), np.bincount(b.word, minlength=many)
    often = here * there * SPARSE > a.size * b.size
    shared = _looked_up(a, b, np.where(often, 0, some.weights), (here > 0) & (there > 0) & ~often)
    shared += _multiplied(_dense(a, many)[:, often], _dense(b, many)[:, often], some.weights[often])
    return _similarity(shared, _weight(a, some.weights), _weight(b, some.weights))


def shared_names(some: Weighed) -> Table:
    """Return the weight of the names that each two units have in common."""
    return _looked_up(some.first, some.second, some.weights, some.names)


def similarities(some: Weighed) -> Mapping[tuple[int, int], Similarity]:
    """Return what units have in common, by how many of each document are joined."""
    many = len(some.weights)
    first, second = _dense(some.first, many), _dense(some.second, many)
    both = first.any(0) & second.any(0)
    weights = some.weights
    found = {}
    ours = {count: _joined(first, count) for count in range(1, MOST_JOINED + 1)}
    theirs = {count: _joined(second, count) for count in range(1, MOST_JOINED + 1)}
    for ones, others in JOINED:
        x, y = ours[ones], theirs[others]
        shared = _multiplied(x[:, both], y[:, both], weights[both])
        found[ones, others] = _similarity(shared, x @ weights, y @ weights)
    return found


def _similarity(shared: Table, first: Row, second: Row) -> Similarity:
    cosine = shared / np.sqrt(np.maximum(np.outer(first, second), LEAST**2))
    return Similarity(shared, first, second, cosine)


def _multiplied(x: Table, y: Table, weights: Row) -> Table:
    """Return the weight of the words in common, each as often as both have it."""
    shared = (np.minimum(x, 1) * weights) @ np.minimum(y, 1).T
    twice = (x >= TWICE).any(0) & (y >= TWICE).any(0)
    if twice.any():
        shared += ((x[:, twice] >= TWICE) * weights[twice]) @ (y[:, twice] >= TWICE).T.astype(np.float32)
    return shared


def _looked_up(a: Counts, b: Counts, weights: Row, words: Flags) -> Table:
    """Return the weight of some words in common: each unit that has one meets each of the other that has it."""
    ours, theirs = np.flatnonzero(words[a.word]), np.flatnonzero(words[b.word])
    theirs = theirs[np.argsort(b.word[theirs], kind="stable")]
    starts = np.searchsorted(b.word[theirs], a.word[ours])
    many = np.searchsorted(b.word[theirs], a.word[ours], "right") - starts
    x = np.repeat(ours, many)
    y = theirs[np.repeat(starts - np.cumsum(many) + many, many) + np.arange(len(x))]
    weight = weights[a.word[x]] * np.minimum(a.count[x], b.count[y])
    sums = np.bincount(a.unit[x] * b.size + b.unit[y], weights=weight, minlength=a.size * b.size)
    return sums.astype(np.float32).reshape(a.size, b.size)


def _weight(some: Counts, weights: Row) -> Row:
    """Return the weight of each unit's words."""
    return np.bincount(some.unit, weights=some.count * weights[some.word], minlength=some.size).astype(np.float32)


def _dense(some: Counts, many: int) -> Table:
    table = np.zeros((some.size, many), np.float32)
    table[some.unit, some.word] = some.count
    return table


def _counts(window: Window, words: Numbers, many: int) -> Counts:
    places, counts = np.unique(window.unit * many + words, return_counts=True)
    return Counts(window.size, places // many, places % many, np.minimum(counts, TWICE))


def _marked(many: int, words: Numbers, flags: Flags) -> Flags:
    marked = np.zeros(many, bool)
    marked[words[flags]] = True
    return marked


def _alike(a: Window, b: Window) -> tuple[Numbers, Numbers]:
    """Return the stems of both; names that only one of them has are one where they have the same consonants."""
    lone_a, lone_b = (a.name > 0) & ~np.isin(a.stem, b.stem), (b.name > 0) & ~np.isin(b.stem, a.stem)
    both = np.intersect1d(a.name[lone_a], b.name[lone_b])
    ours = np.where(lone_a & np.isin(a.name, both), -a.name, a.stem)
    theirs = np.where(lone_b & np.isin(b.name, both), -b.name, b.stem)
    return ours, theirs


def _joined(counts: Table, many: int) -> Table:
    """Return the counts of so many units that end with the row, at most two of a word."""
    joined = counts.copy()
    for before in range(1, many):
        joined[before:] += counts[:-before]
    return np.minimum(joined, TWICE)
