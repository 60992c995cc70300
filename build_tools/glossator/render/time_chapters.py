"""How the dates of an archive are parted among pages: all on one, or by century, decade and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Dated
from .addresses import FOLDER
from .time_words import say_century, say_decade, say_year

ON_A_PAGE = 500
"""Dates that one page shows: about a megabyte of HTML with their sentences, and minutes of scrolling."""
SIZES = (100, 10, 1)
"""Years of the parts: centuries, decades, years."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the timeline."""

    name: str
    """The last part of its address; empty for the timeline itself."""
    title: str
    first: int
    """The year with which it begins."""
    size: int
    """Of its parts, in years; 0 where it has none."""
    total: int
    """Dates on it and on its parts."""
    dates: tuple[Dated, ...]
    """Those that stand on it: all, or those that are longer than one of its parts."""
    parts: tuple[Chapter, ...] = ()

    @property
    def uri(self) -> str:
        return f"{FOLDER}/timeline/{self.name}/index.md" if self.name else f"{FOLDER}/timeline/index.md"

    def walk(self) -> Iterator[Chapter]:
        """Yield this page and those of its parts, in the order of time."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def home(self, dated: Dated) -> Chapter:
        """Return the page on which a date stands."""
        first = _part(dated, self.size) if self.parts else None
        return self if first is None else next(part for part in self.parts if part.first == first).home(dated)


def chapters(dates: Sequence[Dated], on_a_page: int = ON_A_PAGE) -> Chapter:
    """Return the page of all dates, with the pages that it is parted into where they are too many for it."""
    return _chapter("", "Timeline", 0, dates, SIZES, on_a_page)


def _chapter(
    name: str, title: str, first: int, dates: Sequence[Dated], sizes: Sequence[int], on_a_page: int
) -> Chapter:
    if len(dates) <= on_a_page or not sizes:
        return Chapter(name, title, first, 0, len(dates), tuple(dates))
    size, inner = sizes[0], sizes[1:]
    parted: dict[int, list[Dated]] = {}
    own = []
    for dated in dates:
        begin = _part(dated, size)
        if begin is None:
            own.append(dated)
        else:
            parted.setdefault(begin, []).append(dated)
    parts = tuple(
        _chapter(_name(begin, size), _title(begin, size), begin, some, inner, on_a_page)
        for begin, some in sorted(parted.items())
    )
    return Chapter(name, title, first, size, len(dates), tuple(own), parts)


def _part(dated: Dated, size: int) -> int | None:
    """Return the year with which the part of so many years begins in which a date lies; None for one that goes on."""
    if dated.first is None or dated.last is None:
        return None
    first, last = dated.first[0], dated.last[0]
    begin = _floor(first, size)
    return begin if first == last or begin == _floor(last, size) else None


def _floor(year: int, size: int) -> int:
    """Return the year with which the part begins: parts before the year 0 are as EDTF has them, -0499 to -0400."""
    return year // size * size if year > 0 or size == 1 else -(-year // size) * size - size + 1


def _name(first: int, size: int) -> str:
    """Return the part's name in its address: `1941`, `194x`, `19xx`."""
    figures = f"{abs(first):04d}"
    open_figures = len(str(size)) - 1
    shown = figures[: len(figures) - open_figures] + "x" * open_figures
    return f"minus-{shown}" if first < 0 else shown


def _title(first: int, size: int) -> str:
    if size == 1:
        return say_year(first)
    # The year 0, which is 1 BC, stands in the part before, as `_floor` has it.
    years = f"{say_year(first or 1)} to {say_year(first + size - 1)}"
    if size == SIZES[1]:
        return say_decade(first) if first else years
    return f"{say_century(first)} ({years})"
