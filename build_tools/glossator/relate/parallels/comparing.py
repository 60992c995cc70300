"""Two documents to their parallels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from ...model import Parallel
from .evidence import evidence
from .kinds import kind_of
from .odds import odds
from .units import Units

LIKELY = 0.5
"""The probability from which two units are linked."""
SURE = 0.8
"""The probability that one pair of units of two documents has, at least: where none has, all is taken for chance."""
WINDOW = 1000
"""Units of each document that are compared at once; of longer ones, every two windows are. It bounds the memory."""
WHOLE = 0.5
"""The share of both documents' units that are linked, at least, where boilerplate is linked, too: then one document is
the other's copy.
"""
FEW = 4
"""Words. Units of fewer are linked only where they are the same, and beside others that are."""
DIGITS = 2
"""Of a score."""

Cells = Mapping[tuple[int, int], float]
"""The probability of each two units that are linked, by their numbers."""


@dataclass(frozen=True, slots=True)
class Box:
    """Units that are told as one parallel: one of one document, and one or more of the other that follow each other."""

    a: int
    a_end: int
    b: int
    b_end: int
    score: float


def compare(a: Units, b: Units, common_a: Collection[int] = (), common_b: Collection[int] = ()) -> tuple[Parallel, ...]:
    """Return the parallels of two documents in the order of the first; `common_*` are units that are boilerplate."""
    ours, theirs = _words(a), _words(b)
    cells = _telling(_cells(a, b), ours, theirs)
    if max(cells.values(), default=0) < SURE:
        return ()
    if not _copies(cells, a, b):
        cells = {(i, j): p for (i, j), p in cells.items() if i not in common_a or j not in common_b}
    return tuple(
        Parallel(
            a.span(box.a, box.a_end - 1),
            b.span(box.b, box.b_end - 1),
            kind_of(_joined(ours, box.a, box.a_end), _joined(theirs, box.b, box.b_end)),
            round(box.score, DIGITS),
        )
        for box in sorted(_boxes(cells), key=lambda box: (box.a, box.b))
    )


def _cells(a: Units, b: Units) -> Cells:
    """Return which units are likely to say the same."""
    found: dict[tuple[int, int], float] = {}
    for start, other in product(range(0, len(a), WINDOW), range(0, len(b), WINDOW)):
        seen = evidence(a.window(start, start + WINDOW), b.window(other, other + WINDOW))
        chances = odds(seen.features)
        likely = chances >= LIKELY
        rows, columns = (seen.a[likely] + start).tolist(), (seen.b[likely] + other).tolist()
        found |= dict(zip(zip(rows, columns, strict=True), chances[likely].tolist(), strict=True))
    return found


def _telling(cells: Cells, ours: Sequence[Sequence[int]], theirs: Sequence[Sequence[int]]) -> Cells:
    """Return the cells without those of two units of few words, such as "III." or a date, that nothing speaks for:
    neither do they have the same words, nor do their neighbors say the same.
    """
    return {
        (i, j): probability
        for (i, j), probability in cells.items()
        if max(len(ours[i]), len(theirs[j])) >= FEW
        or (ours[i] == theirs[j] and ((i - 1, j - 1) in cells or (i + 1, j + 1) in cells))
    }


def _copies(cells: Cells, a: Units, b: Units) -> bool:
    """Tell whether most of each document stands in the other."""
    linked = len({i for i, _ in cells}), len({j for _, j in cells})
    return linked[0] >= WHOLE * len(a) and linked[1] >= WHOLE * len(b)


def _boxes(cells: Cells) -> Iterator[Box]:
    """Yield the cells, those joined that stand side by side in a row, else in a column; each once."""
    left = set(cells)
    for across in (True, False):
        for run in _runs(cells if across else {(j, i): p for (i, j), p in cells.items()}):
            places = [(row, column) if across else (column, row) for row, column in run]
            if len(places) > 1 and left.issuperset(places):
                left.difference_update(places)
                yield _box(places, cells)
    yield from (_box([place], cells) for place in left)


def _runs(cells: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the cells of each row that follow one another."""
    run: list[tuple[int, int]] = []
    for row, column in sorted(cells):
        if run and (row, column - 1) != run[-1]:
            yield run
            run = []
        run.append((row, column))
    if run:
        yield run


def _box(places: Sequence[tuple[int, int]], cells: Cells) -> Box:
    (a, b), (a_last, b_last) = places[0], places[-1]
    return Box(a, a_last + 1, b, b_last + 1, sum(cells[place] for place in places) / len(places))


def _words(document: Units) -> list[list[int]]:
    window = document.window()
    ends = np.searchsorted(window.unit, np.arange(window.size), "right").tolist()
    words = window.word.tolist()
    return [words[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _joined(words: Sequence[Sequence[int]], start: int, end: int) -> list[int]:
    return [word for some in words[start:end] for word in some]
