"""A page's elements to pieces: what would be its passages, each with its inline marks, and why it would be left out.

White space is folded as a browser shows it (CSS Text 3, "white-space: normal"); a table's cells are parted by tabs, as
in HTML's `innerText`. Nothing else is changed. The walk keeps its own stack: a page may nest as deep as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PageElement, PreformattedString

from ...model import BlockKind, Mark, MarkKind, Span
from .runs import Run, marks_of, parted, stripped
from .tables import CELLS, layout_rows

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre"
    " search section select summary table tbody td tfoot th thead tr ul video audio iframe object noscript".split()
)
"""Elements before and behind which a line ends (HTML's rendering section), and those that are none of the text."""
MARKS: Mapping[str, MarkKind] = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "emphasis"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    "sup": "superscript",
    "sub": "subscript",
    "a": "link",
}
RANKS = {f"h{rank}": rank for rank in range(1, 7)}
UNSEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "title",
        "meta",
        "link",
    ]
)
"""Elements whose text is never shown as text."""
LONG_LINE = 120
"""Code points. Line breaks between lines that are longer, in the mean, part paragraphs."""
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Piece:
    """What would be a passage, or what is left out of the text."""

    kind: BlockKind
    text: str
    marks: tuple[Mark, ...] = ()
    """Their spans count from the beginning of the piece."""
    marker: str = ""
    level: int = 0
    label: Span | None = None
    tag: str = ""
    """The element that gives it its kind; `h1`, `dt`, `dd` ..., or an empty string."""
    reason: str = ""
    """Why it is left out; empty for what is shown."""
    root: int = 0
    """The same for all pieces of a part that is left out, or kept, as a whole."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an element's contents inherit."""

    kind: BlockKind = "paragraph"
    tag: str = ""
    level: int = 0
    pre: bool = False
    row: bool = False
    reason: str = ""
    root: int = 0
    depth: int = 0
    """Of lists."""


def visible(soup: BeautifulSoup, decisions: Mapping[int, str], default: str = "") -> tuple[Piece, ...]:
    """Return everything that a page shows, in order, as pieces.

    `decisions` tells, by the id() of an element, why it is left out, or with an empty string that it is content;
    `default` is the decision for what no element decides.
    """
    return tuple(_Walk(decisions, default).pieces(soup))


class _Walk:
    def __init__(self, decisions: Mapping[int, str], default: str) -> None:
        self.decisions = decisions
        self.default = default
        self.run = Run()
        self.made: list[Piece] = []
        self.markers: list[str] = []
        """The marker that the next piece takes, if it is the first of its item."""
        self.counters: list[int | None] = []
        """Of each open list: the next number, or None for bullets."""

    def pieces(self, soup: BeautifulSoup) -> Iterator[Piece]:
        frame = Frame(reason=self.default)
        stack: list[tuple[Tag, Frame, Iterator[PageElement], Run | None]] = [(soup, frame, iter(soup.contents), None)]
        layout = layout_rows(soup)
        while stack:
            tag, frame, children, outer = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(tag, frame, stack[-1][1] if stack else frame, outer)
            elif isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString) or isinstance(child, CData):
                    self.run.add(str(child), pre=frame.pre)
            elif isinstance(child, Tag) and child.name not in UNSEEN:
                if child.name == "br":
                    self._break_line(frame)
                    continue
                inner = self._frame(child, frame, layout)
                stack.append((child, inner, iter(child.contents), self._enter(child, frame, inner)))
        yield from self.made

    def _frame(self, tag: Tag, frame: Frame, layout: frozenset[int]) -> Frame:
        """Return what the contents of an element inherit."""
        name = tag.name
        decision = self.decisions.get(id(tag))
        if decision is not None and decision != frame.reason:
            frame = replace(frame, reason=decision, root=id(tag))
        if name in RANKS:
            return replace(frame, kind="heading", tag=name, level=RANKS[name])
        if name in ("ul", "ol", "menu", "dir"):
            return replace(frame, depth=frame.depth + 1)
        if name == "li":
            return replace(frame, kind="item", tag=name, level=max(frame.depth - 1, 0))
        if name in ("dt", "dd"):
            return replace(frame, kind="item", tag=name, level=frame.depth + (name == "dd"))
        if name == "blockquote":
            return replace(frame, kind="quote", tag=name, level=0)
        if name == "pre":
            return replace(frame, pre=True, tag=name)
        if name == "tr" and id(tag) not in layout and not frame.row:
            return replace(frame, kind="row", tag=name, row=True)
        return frame

    def _enter(self, tag: Tag, frame: Frame, inner: Frame) -> Run | None:
        """Begin an element; return the run to go on with behind it, where it interrupts one that it is no part of."""
        name = tag.name
        if name in CELLS and frame.row:
            if self.run.length:
                self.run.add_bare("\t")
        elif name in BLOCKS and not (frame.row and inner.row):
            self._flush(frame)
        elif name in BLOCKS:
            self.run.add(" ", pre=False)
        if name in ("ul", "ol", "menu", "dir"):
            self.counters.append(_number(tag.get("start"), 1) if name == "ol" else None)
        if name == "li":
            self.markers.append(self._marker(tag))
        if inner.root != frame.root and (name not in BLOCKS or frame.row):
            outer, self.run = self.run, Run()
            return outer
        for kind in _kinds(name, frame):
            self.run.begin(kind, str(tag.get("href") or "") if name == "a" else "")
        return None

    def _leave(self, tag: Tag, frame: Frame, outside: Frame, outer: Run | None) -> None:
        name = tag.name
        if outer is not None:
            self._flush(frame)
            self.run = outer
            return
        for _ in _kinds(name, outside):
            self.run.close()
        if name in BLOCKS and not (frame.row and outside.row):
            self._flush(frame)
        elif name in BLOCKS and name not in CELLS:
            self.run.add(" ", pre=False)
        if name in ("ul", "ol", "menu", "dir") and self.counters:
            self.counters.pop()
        if name == "li" and self.markers:
            self.markers.pop()

    def _marker(self, tag: Tag) -> str:
        number = self.counters[-1] if self.counters else None
        if number is None:
            return BULLET
        number = _number(tag.get("value"), number)
        self.counters[-1] = number + 1
        return f"{number}."

    def _break_line(self, frame: Frame) -> None:
        """Break the line; two breaks end a paragraph."""
        if frame.pre:
            self.run.add("\n", pre=True)
        elif frame.row or not self.run.words:
            self.run.add(" ", pre=False)
        elif self.run.last == "\n":
            self._flush(frame)
        else:
            self.run.add_bare("\n")

    def _flush(self, frame: Frame) -> None:
        """End the run: it becomes pieces of the kind that its element gives."""
        run = self.run
        self.run = run.following()
        text = "".join(run.words)
        if not text.strip():
            return
        code = [Mark("code", Span(0, len(text)))] if frame.pre else []
        marks = (*code, *marks_of(text, run.marks))
        for start, end, cut in parted(marks, _paragraphs(text, frame)):
            marker = ""
            if frame.kind == "item" and self.markers:
                marker, self.markers[-1] = self.markers[-1], ""
            self.made.append(
                Piece(
                    kind=frame.kind,
                    text=text[start:end],
                    marks=cut,
                    marker=marker,
                    level=frame.level,
                    tag=frame.tag,
                    reason=frame.reason,
                    root=frame.root,
                )
            )


def _number(value: object, otherwise: int) -> int:
    text = str(value or "").strip()
    return int(text) if re.fullmatch(r"-?\d{1,6}", text, re.ASCII) else otherwise


def _paragraphs(text: str, frame: Frame) -> Iterator[tuple[int, int]]:
    """Yield the spans of a run's paragraphs: line breaks part them where lines are long."""
    lines = text.split("\n")
    if frame.pre or len(lines) == 1 or len(text) <= LONG_LINE * len(lines):
        yield from stripped(text, 0, len(text))
        return
    start = 0
    for line in lines:
        yield from stripped(text, start, start + len(line))
        start += len(line) + 1


def _kinds(name: str, frame: Frame) -> tuple[MarkKind, ...]:
    """Return the marks that an element lays over what is in it."""
    if name == "th":
        return ("strong",) if frame.row else ()
    return (MARKS[name],) if name in MARKS else ()
