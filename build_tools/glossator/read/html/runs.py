"""Inline content as it is shown: its white space folded, with the marks that begin and end in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...model import Mark, MarkKind, Span

WHITE = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class Run:
    """Inline content up to the next end of a block."""

    words: list[str] = field(default_factory=list)
    length: int = 0
    last: str = "\n"
    marks: list[tuple[MarkKind, int, int, str]] = field(default_factory=list)
    """(kind, start, end, target) each."""
    opened: list[MarkKind | None] = field(default_factory=list)
    """Each element that marks and has not ended; None for one that adds nothing, as within another of its kind."""
    open: dict[MarkKind, tuple[int, str]] = field(default_factory=dict)
    """(start, target) of each mark that has not ended."""

    def begin(self, kind: MarkKind, target: str) -> None:
        """Begin a mark; a link that leads nowhere is none."""
        new = kind not in self.open and (kind != "link" or bool(target))
        self.opened.append(kind if new else None)
        if new:
            self.open[kind] = (self.length, target)

    def close(self) -> None:
        """End the mark that began last."""
        kind = self.opened.pop() if self.opened else None
        if kind is not None:
            start, target = self.open.pop(kind)
            self.marks.append((kind, start, self.length, target))

    def following(self) -> Run:
        """Return the run behind this one, in which what is open goes on."""
        for kind, (start, target) in self.open.items():
            self.marks.append((kind, start, self.length, target))
        return Run(opened=self.opened, open={kind: (0, target) for kind, (_, target) in self.open.items()})

    def add(self, text: str, *, pre: bool) -> None:
        if not pre:
            text = WHITE.sub(" ", text)
            if self.last in " \n\t" and text.startswith(" "):
                text = text[1:]
        if text:
            self.words.append(text)
            self.length += len(text)
            self.last = text[-1]

    def add_bare(self, character: str) -> None:
        """Add a line break or a tab, without a space before it."""
        if self.last == " " and self.words:
            self.words[-1] = self.words[-1][:-1]
            self.length -= 1
        self.words.append(character)
        self.length += 1
        self.last = character


def marks_of(text: str, found: Sequence[tuple[MarkKind, int, int, str]]) -> Iterator[Mark]:
    """Yield the marks without white space at their edges, in order; those that follow one another are one."""
    done: list[Mark] = []
    last: dict[tuple[MarkKind, str], int] = {}
    for kind, opened, closed, target in sorted(found, key=lambda mark: (mark[1], -mark[2])):
        for start, end in stripped(text, opened, closed):
            before = last.get((kind, target), -1)
            if before >= 0 and _joined(text, done[before], start):
                done[before] = replace(
                    done[before], span=Span(done[before].span.start, max(done[before].span.end, end))
                )
            else:
                last[kind, target] = len(done)
                done.append(Mark(kind, Span(start, end), target))
    yield from done


def _joined(text: str, before: Mark, start: int) -> bool:
    """Tell whether nothing but a space stands between a mark and another of its kind that begins at `start`."""
    return text[before.span.end : start] in ("", " ", "\u00a0")


def parted(marks: Sequence[Mark], spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    """Yield each span, of some in order, with the marks as they are in it; their spans count from its beginning."""
    active: list[Mark] = []
    number = 0
    for start, end in spans:
        while number < len(marks) and marks[number].span.start < end:
            active.append(marks[number])
            number += 1
        active = [mark for mark in active if mark.span.end > start]
        yield start, end, tuple(_cut(mark, start, end) for mark in active if mark.span.start < end)


def _cut(mark: Mark, start: int, end: int) -> Mark:
    span = Span(max(mark.span.start, start) - start, min(mark.span.end, end) - start)
    return mark if span == mark.span else replace(mark, span=span)


def stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
