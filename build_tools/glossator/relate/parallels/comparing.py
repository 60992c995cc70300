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
SURE = 0.9
"""The probability that one pair of units of two documents has, at least: where none has, all is taken for chance ..."""
FAIR, SEVERAL = 0.6, 4
"""... but for so many pairs that have this one. Of 625 pairs of documents on different things, 13 have either, among
them speeches of one speaker that do say the same here and there; of 179 on one matter 174 have,
by the weights of that time.
"""
WINDOW = 1000
"""Units of each document that are compared at once; of longer ones, every two windows are. It bounds the memory."""
WHOLE = 0.5
"""The share of both documents' units that are linked, at least, where boilerplate is linked, too: then one document is
the other's copy.
"""
FEW = 4
"""Words. Units of fewer are linked only where they are the same, and beside others that are."""
BEHIND = 0.1
"""How much less likely than the best pair of each of them two units are that are not joined with their neighbors."""
RIVALS = 0.25
"""How much more likely each of two units says the same as another one, where they are not linked: of 332 such pairs
that had a probability from 0.4 to 0.8, about one in five was right.
"""
DIGITS = 2
"""Of a score."""

Cells = Mapping[tuple[int, int], float]
"""The probability of each two units that are linked, by their numbers."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found in two windows."""

    cells: Cells
    more: bool
    """There may be more among units that were not looked at."""


@dataclass(frozen=True, slots=True)
class Box:
    """Units that are told as one parallel: one of one document, and one or more of the other that follow each other."""

    a: int
    a_end: int
    b: int
    b_end: int
    score: float


def compare(a: Units, b: Units, common_a: Collection[int] = (), common_b: Collection[int] = ()) -> tuple[Parallel, ...]:
    """Return the parallels of two documents in the order of the first; `common_*` are units that are boilerplate.

    Where long documents have surely something in common, nothing is passed over the second time: what else the one says
    of the other may stand anywhere, and in other words.
    """
    ours, theirs = _words(a), _words(b)

    def telling(seen: Iterable[Seen]) -> Cells:
        every = {pair: chance for some in seen for pair, chance in some.cells.items()}
        cells = _telling(within(every, RIVALS), ours, theirs)
        if not _copies(cells, a, b):
            cells = {(i, j): chance for (i, j), chance in cells.items() if i not in common_a or j not in common_b}
        return cells if _are_told(cells) else {}

    seen = {corner: _seen(a, b, corner) for corner in product(range(0, len(a), WINDOW), range(0, len(b), WINDOW))}
    fair = {pair for pair, chance in telling(seen.values()).items() if chance >= FAIR}
    again = {(i - i % WINDOW, j - j % WINDOW) for i, j in fair}
    seen |= {corner: _seen(a, b, corner, everywhere=True) for corner in sorted(again) if seen[corner].more}
    return tuple(
        Parallel(
            a.span(box.a, box.a_end - 1),
            b.span(box.b, box.b_end - 1),
            kind_of(_joined(ours, box.a, box.a_end), _joined(theirs, box.b, box.b_end)),
            round(box.score, DIGITS),
        )
        for box in sorted(boxes(telling(seen.values())), key=lambda box: (box.a, box.b))
    )


def _seen(a: Units, b: Units, corner: tuple[int, int], everywhere: bool = False) -> Seen:
    """Return which units of two windows, which begin at the corner, are likely to say the same."""
    ours, theirs = (units.window(start, start + WINDOW) for units, start in zip((a, b), corner, strict=True))
    found = evidence(ours, theirs, everywhere)
    chances = odds(found.features)
    likely = chances >= LIKELY
    rows, columns = (found.a[likely] + corner[0]).tolist(), (found.b[likely] + corner[1]).tolist()
    return Seen(dict(zip(zip(rows, columns, strict=True), chances[likely].tolist(), strict=True)), found.more)


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


def _are_told(cells: Cells) -> bool:
    """Tell whether the pairs are more than chance brings about."""
    return max(cells.values(), default=0) >= SURE or sum(chance >= FAIR for chance in cells.values()) >= SEVERAL


def within(cells: Cells, margin: float) -> Cells:
    """Return the cells that are less likely by the margin, at most, than the best of one of their units."""
    rows: dict[int, float] = {}
    columns: dict[int, float] = {}
    for (i, j), chance in cells.items():
        rows[i], columns[j] = max(chance, rows.get(i, 0)), max(chance, columns.get(j, 0))
    return {(i, j): chance for (i, j), chance in cells.items() if chance + margin >= min(rows[i], columns[j])}


def _copies(cells: Cells, a: Units, b: Units) -> bool:
    """Tell whether most of each document stands in the other."""
    linked = len({i for i, _ in cells}), len({j for _, j in cells})
    return linked[0] >= WHOLE * len(a) and linked[1] >= WHOLE * len(b)


def boxes(cells: Cells) -> Iterator[Box]:
    """Yield the cells, those joined that stand side by side in a row, else in a column; each once."""
    left, best = set(cells), within(cells, BEHIND)
    for across in (True, False):
        for run in _runs(best if across else {(j, i): p for (i, j), p in best.items()}):
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
