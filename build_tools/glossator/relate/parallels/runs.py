"""The longest run of words that two units have in common, letter for letter."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .units import Numbers, Window

AT_ONCE = 1_000_000
"""Pairs of words that are held in memory, about: some 50 MB."""


def longest_runs(a: Window, b: Window, rows: Numbers, columns: Numbers) -> Numbers:
    """Return the length in words of each run: of the first document's unit `rows[n]`, the second's `columns[n]`."""
    ours, theirs = np.bincount(a.unit, minlength=a.size), np.bincount(b.unit, minlength=b.size)
    ends, other_ends = np.cumsum(ours), np.cumsum(theirs)
    longest = np.zeros(len(rows), np.int64)
    for some in _some(ours[rows] * theirs[columns]):
        row, column = rows[some], columns[some]
        pair, x, y = _every_two(ours[row], theirs[column])
        x += (ends - ours)[row][pair]
        y += (other_ends - theirs)[column][pair]
        longest[some] = _longest(a.word, b.word, _same(a, b, pair, x, y), ends[row], other_ends[column])
    return longest


def _some(sizes: Numbers) -> Iterator[slice]:
    """Yield the pairs of units in their order, so many at a time as memory allows."""
    chunk = np.cumsum(sizes) // AT_ONCE
    starts = np.flatnonzero(np.diff(chunk, prepend=-1)).tolist()
    yield from map(slice, starts, [*starts[1:], len(sizes)])


def _every_two(ours: Numbers, theirs: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return the number of each pair of units, and each two of their words by their places in the units."""
    sizes = ours * theirs
    pair = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return pair, *np.divmod(place, theirs[pair])


Places = tuple[Numbers, Numbers, Numbers]
"""Pairs of units, and places of words in each document."""


def _same(a: Window, b: Window, pair: Numbers, x: Numbers, y: Numbers) -> Places:
    """Return the places where runs begin."""
    same = np.flatnonzero(a.word[x] == b.word[y])
    pair, x, y = pair[same], x[same], y[same]
    first = (x == 0) | (y == 0) | (a.unit[x - 1] != a.unit[x]) | (b.unit[y - 1] != b.unit[y])
    begins = first | (a.word[x - 1] != b.word[y - 1])
    return pair[begins], x[begins], y[begins]


def _longest(ours: Numbers, theirs: Numbers, places: Places, ends: Numbers, other_ends: Numbers) -> Numbers:
    """Return the longest run of each pair of units."""
    pair, x, y = places
    longest = np.zeros(len(ends), np.int64)
    length = 0
    while len(pair):
        length += 1
        longest[pair] = length
        x, y = x + 1, y + 1
        within = (x < ends[pair]) & (y < other_ends[pair])
        pair, x, y = pair[within], x[within], y[within]
        on = ours[x] == theirs[y]
        pair, x, y = pair[on], x[on], y[on]
    return longest
