"""Where words that changed may stand: a few candidates, by pieces of the quote, in time linear in the text's length.

A window that holds a piece has most of the piece's letters in their order (their longest common subsequence), and
rapidfuzz compares up to 64 letters in one step of the processor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from .ends import Near, refine

PIECE = 64
"""Code points of a piece at most: the bits of a machine word."""
SHORTEST_STEP = 8
"""Code points between windows at least."""
MOST_PIECES = 4
"""Of a quote: one of them is changed no more than the quote as a whole."""
WINDOW = 2.4
"""By the step: from wherever a changed piece (one and 35 %) begins in a step, the window holds all of it."""
MOST_WINDOWS = 24
"""The windows most like a piece that are looked at. Chance makes up to a dozen in 1 MB as like 40 code points as the
one is that has them with a third changed."""
MOST_REFINED = 6
"""Candidates whose ends are looked for."""
REFINING = 1000
"""Code points of a text that are compared while one of the quote is refined, measured."""
SLACK = 0.4
"""Share of the quote's length by which it may have grown, or moved from where a piece says that it begins."""
APART = 20
"""Code points. Candidates that begin closer together are one."""
MARGIN = 40
"""Code points around a candidate besides."""


class Windows:
    """A text cut into windows that overlap, for each length of pieces once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._cut: dict[int, dict[str, list[int]]] = {}

    def cut(self, step: int) -> dict[str, list[int]]:
        """Return each window that differs from the others, and where it begins."""
        if step not in self._cut:
            length = int(WINDOW * step) + SHORTEST_STEP
            windows = self._cut[step] = {}
            for start in range(0, len(self.text), step):
                starts = windows.setdefault(self.text[start : start + length], [])
                starts.append(start)
                if len(starts) > MOST_WINDOWS:
                    del starts[1::2]  # those that stay lie all over the text
        return self._cut[step]


def work_of(windows: Windows, words: str) -> int:
    """Return about how many code points are compared to find the places most like the words."""
    return _count(words) * len(windows.text) + REFINING * len(words)


def find_near(windows: Windows, words: str) -> list[Near]:
    """Return the places most like the words, the best first, none overlapping another; both are folded."""
    text = windows.text
    starts = _apart(_starts(windows, words)) if words else []
    ranked = sorted(starts, key=lambda start: -fuzz.ratio(words, text[start : start + len(words)]))
    found: list[Near] = []
    for start in ranked[:MOST_REFINED]:
        region = _region(text, words, start, found)
        near = refine(text, words, *region) if region else None
        if near is not None:
            found.append(near)
    return sorted(found, key=lambda near: (near.errors, near.span))


def _starts(windows: Windows, words: str) -> Iterator[int]:
    """Yield where the words may begin, as the windows most like their pieces tell."""
    length = min(PIECE, len(words))
    cut = windows.cut(max(SHORTEST_STEP, length // SHORTEST_STEP * SHORTEST_STEP))
    count = _count(words)
    for offset in sorted({(len(words) - length) * number // max(1, count - 1) for number in range(count)}):
        piece = words[offset : offset + length]
        for window, _, _ in process.extract(piece, cut.keys(), scorer=LCSseq.similarity, limit=MOST_WINDOWS):
            for place in _aligned(piece, window):
                yield from (max(0, start + place - offset) for start in cut[window])


def _count(words: str) -> int:
    return min(MOST_PIECES, -(-len(words) // PIECE))


def _aligned(piece: str, window: str) -> Iterator[int]:
    """Yield where the piece may begin in the window: at the best place, and at the best before and behind it."""
    best = fuzz.partial_ratio_alignment(piece, window)
    if best is None:
        return
    yield best.dest_start - best.src_start
    for begin, rest in ((0, window[: best.dest_start]), (best.dest_end, window[best.dest_end :])):
        if len(rest) > len(piece) / 2:
            other = fuzz.partial_ratio_alignment(piece, rest)
            if other is not None:
                yield begin + other.dest_start - other.src_start


def _apart(starts: Iterable[int]) -> list[int]:
    kept: list[int] = []
    for start in sorted(starts):
        if not kept or start - kept[-1] > APART:
            kept.append(start)
    return kept


def _region(text: str, words: str, start: int, found: Iterable[Near]) -> tuple[int, int] | None:
    """Return what may hold the words that begin about there, without the places found before."""
    slack = int(SLACK * len(words)) + MARGIN
    low, high, middle = max(0, start - slack), min(len(text), start + len(words) + slack), start + len(words) // 2
    for near in found:
        if near.span.start <= middle < near.span.end:
            return None
        if near.span.end <= middle:
            low = max(low, near.span.end)
        else:
            high = min(high, near.span.start)
    return low, high
