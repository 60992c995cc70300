"""A page's elements to pieces: what would be its passages, each with its inline marks, and why it would be left out.

White space is folded as a browser shows it (CSS Text 3, "white-space: normal"); a table's cells are parted by tabs, as
in HTML's `innerText`. Nothing else is changed. The walk keeps its own stack: a page may nest as deep as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PageElement, PreformattedString

from ...model import BlockKind, Mark, MarkKind, Span

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
UNSEEN = frozenset(["script", "style", "template", "head", "title", "meta", "link", "svg", "math", "canvas"])
"""Elements whose text is never shown as text."""
CELLS = ("td", "th")
WHITE = re.compile(r"[ \t\n\r\f]+")
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


@dataclass(slots=True)
class _Run:
    """Inline content up to the next end of a block."""

    words: list[str] = field(default_factory=list)
    length: int = 0
    last: str = "\n"
    marks: list[tuple[MarkKind, int, int, str]] = field(default_factory=list)
    """(kind, start, end, target) each."""
    opened: list[tuple[MarkKind, int, str]] = field(default_factory=list)
    """(kind, start, target) of each that has not ended."""

    def close(self) -> None:
        """End the mark that began last."""
        if self.opened:
            kind, start, target = self.opened.pop()
            self.marks.append((kind, start, self.length, target))

    def following(self) -> _Run:
        """Return the run behind this one, in which what is open goes on."""
        for kind, start, target in self.opened:
            self.marks.append((kind, start, self.length, target))
        return _Run(opened=[(kind, 0, target) for kind, _, target in self.opened])

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


def visible(soup: BeautifulSoup, decisions: Mapping[int, str], default: str = "") -> tuple[Piece, ...]:
    """Return everything that a page shows, in order, as pieces.

    `decisions` tells, by the id() of an element, why it is left out, or with an empty string that it is content;
    `default` is the decision for what no element decides.
    """
    return tuple(_turns(list(_Walk(decisions, default).pieces(soup))))


class _Walk:
    def __init__(self, decisions: Mapping[int, str], default: str) -> None:
        self.decisions = decisions
        self.default = default
        self.run = _Run()
        self.made: list[Piece] = []
        self.markers: list[str] = []
        """The marker that the next piece takes, if it is the first of its item."""
        self.counters: list[int | None] = []
        """Of each open list: the next number, or None for bullets."""

    def pieces(self, soup: BeautifulSoup) -> Iterator[Piece]:
        frame = Frame(reason=self.default)
        stack: list[tuple[Tag, Frame, Iterator[PageElement], _Run | None]] = [(soup, frame, iter(soup.contents), None)]
        layout = _layout_tables(soup)
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

    def _enter(self, tag: Tag, frame: Frame, inner: Frame) -> _Run | None:
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
            outer, self.run = self.run, _Run()
            return outer
        for kind in _kinds(name, frame):
            self.run.opened.append((kind, self.run.length, str(tag.get("href") or "") if name == "a" else ""))
        return None

    def _leave(self, tag: Tag, frame: Frame, outside: Frame, outer: _Run | None) -> None:
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
        marks = tuple(_marks(text, run.marks))
        if frame.pre:
            marks += (Mark("code", Span(0, len(text))),)
        for start, end in _paragraphs(text, frame):
            marker = ""
            if frame.kind == "item" and self.markers:
                marker, self.markers[-1] = self.markers[-1], ""
            cut = tuple(_shifted(marks, start, end))
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
        yield from _stripped(text, 0, len(text))
        return
    start = 0
    for line in lines:
        yield from _stripped(text, start, start + len(line))
        start += len(line) + 1


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _kinds(name: str, frame: Frame) -> tuple[MarkKind, ...]:
    """Return the marks that an element lays over what is in it."""
    if name == "th":
        return ("strong",) if frame.row else ()
    return (MARKS[name],) if name in MARKS else ()


def _marks(text: str, found: Sequence[tuple[MarkKind, int, int, str]]) -> Iterator[Mark]:
    """Yield the marks without white space at their edges, in order; those that follow one another are one."""
    done: list[Mark] = []
    last: dict[tuple[MarkKind, str], int] = {}
    for kind, opened, closed, target in sorted(found, key=lambda mark: (mark[1], -mark[2])):
        if kind == "link" and not target:
            continue
        for start, end in _stripped(text, opened, closed):
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


def _shifted(marks: Sequence[Mark], start: int, end: int) -> Iterator[Mark]:
    """Yield the marks of a part of a run, as they are in it."""
    for mark in marks:
        first, last = max(mark.span.start, start), min(mark.span.end, end)
        if start == 0 and last == mark.span.end:
            yield mark
        elif first < last:
            yield replace(mark, span=Span(first - start, last - start))


CELL_LENGTH = 300
"""Code points. In a table of data no cell holds more."""


def _layout_tables(soup: BeautifulSoup) -> frozenset[int]:
    """Return the rows, by their id(), of tables that only lay a page out: what is in their cells is no row of data."""
    rows: set[int] = set()
    for table in soup.find_all("table"):
        inner = list(_near(table))
        cells = [tag for tag in inner if tag.name in ("td", "th")]
        own = [tag for tag in inner if tag.name == "tr"]
        if len(cells) <= len(own) or any(tag.name in LAYOUT for tag in inner) or any(map(_is_long, cells)):
            rows.update(id(row) for row in own)
    return frozenset(rows)


LAYOUT = frozenset("table h1 h2 h3 h4 h5 h6 ul ol blockquote article section form header footer nav".split())


def _near(table: Tag) -> Iterator[Tag]:
    """Yield the elements of a table, and tables in it, but not what is in those."""
    todo = [child for child in table.contents if isinstance(child, Tag)]
    while todo:
        tag = todo.pop()
        yield tag
        if tag.name != "table":
            todo.extend(child for child in tag.contents if isinstance(child, Tag))


def _is_long(cell: Tag) -> bool:
    length = 0
    for words in cell.strings:
        length += len(words.strip())
        if length > CELL_LENGTH:
            return True
    return False


def _turns(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a definition list that is a transcript becomes turns, with its terms as their speakers."""
    terms = [piece.text.rstrip(": ") for piece in pieces if piece.tag == "dt" and not piece.reason]
    spoken = len(set(terms)) < len(terms) and all(map(_is_name, terms))
    number = 0
    while number < len(pieces):
        piece = pieces[number]
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if spoken and piece.tag == "dt" and following is not None and following.tag == "dd" and not piece.reason:
            yield _turn(piece, following)
            number += 2
        else:
            spoken_on = spoken and piece.tag == "dd" and not piece.reason
            yield replace(piece, kind="paragraph", level=0) if spoken_on else piece
            number += 1


def _is_name(term: str) -> bool:
    return 0 < len(term) <= 100 and len(term.split()) <= 10 and term[0].isupper() and term[-1] not in ".!?"


def _turn(term: Piece, speech: Piece) -> Piece:
    offset = len(term.text) + 1
    marks = (*term.marks, *(replace(m, span=Span(m.span.start + offset, m.span.end + offset)) for m in speech.marks))
    label = Span(0, len(term.text.rstrip(": ")))
    return Piece("turn", f"{term.text}\n{speech.text}", marks, label=label, tag="dt", root=term.root)
