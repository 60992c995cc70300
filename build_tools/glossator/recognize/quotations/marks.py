"""Quotation marks, and which of them stand together. A pair lies within one passage and is bounded in length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...model import Span

MARK = re.compile(r"[\"“”„‟«»‹›「」『』〝〞〟‘‚‛`'’](?:(?<=`)`|(?<=')'(?!'))?")
"""Every quotation mark, and every apostrophe. It begins with a class of characters, which is quick to find."""

CLOSERS = {
    '"': ('"', "”", "''"),
    "“": ("”", '"', "''"),
    "”": ("”", '"'),
    "„": ("“", "”", '"'),
    "‟": ("”", "“"),
    "``": ("''", '"'),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    "「": ("」",),
    "『": ("』",),
    "〝": ("〞", "〟"),
}
"""By a double mark that opens, the marks that close it: in English, German, Swedish, French, Danish and Japanese use.
OCR and hands mix the straight mark in."""
DASH = "—"
"""The sign of a pair that has no marks, but begins with a dash."""
APOSTROPHES = "'’"
SINGLE_CLOSERS = {"'": "'’", "‘": "’'", "’": "’'", "‚": "‘’'", "‛": "’'", "`": "'’"}
"""By a single mark that opens, those that close it."""

LONGEST = 6_000
"""Code points. A quotation within one passage that is longer is a mark that was never closed."""
LONGEST_LOOSE = 200
"""Code points. Of a single-quoted stretch that no punctuation ends: "'as good as done' by"."""

OPENING = frozenset("([{<—–-/“‘„‚«‹\"'")
"""What may stand before a mark that opens, besides white space."""
CLOSING = frozenset(")]}>.,;:!?…—–-/”’»›\"'")
"""What may stand behind a mark that closes, besides white space."""
ENDS = frozenset('.,;:!?…—–-)]”"*_')
"""What words in quotation marks end in, where the mark behind them is surely no apostrophe."""

ELISION = re.compile(
    r"(?:(?i:tis|twas|twere|twill|twould|tisn|twasn|em|til|till|cause|cos|bout|round|neath|gainst|fore|cept|pon"
    r"|prentice|nother|kay|nuff|scuse|spose|un)|im|er|ere|n|ud|s|t|d|ll|re|ve|m|o|a|ee|e|i|[0-9]0s)(?![^\W_])"
)
"""What an apostrophe may begin: "'tis", "'em", "'90s"; and what is cut off by OCR or a tokeniser: " 's", " 'll"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark as it stands, and what stands on both sides of it within its passage."""

    sign: str
    span: Span
    left: str
    right: str
    after: str
    """The character behind `right`."""

    @property
    def may_open(self) -> bool:
        return (
            (self.left.isspace() or self.left in OPENING) and not self.right.isspace() and self.right not in ",;:!?)]}"
        )

    @property
    def may_close(self) -> bool:
        return not self.left.isspace() and (self.right.isspace() or self.right in CLOSING)


@dataclass(frozen=True, slots=True)
class Pair:
    """A stretch between two marks that stand together, with them."""

    span: Span
    inner: Span
    closed: bool = True
    """Its end is a mark. Else the next opening mark, or the passage's end."""
    sign: str = '"'
    """The mark that opens it."""


def marks_of(text: str, start: int, end: int) -> list[Mark]:
    """Return the marks of a passage, in order; apostrophes between letters are none."""
    found = (_mark(text, match, start, end) for match in MARK.finditer(text, start, end))
    return [mark for mark in found if not (mark.sign in APOSTROPHES and mark.left.isalnum() and mark.right.isalnum())]


def _mark(text: str, match: re.Match[str], start: int, end: int) -> Mark:
    at, behind = match.span()
    left = text[at - 1] if at > start else " "
    right = text[behind] if behind < end else " "
    after = text[behind + 1] if behind + 1 < end else " "
    return Mark(match[0], Span(at, behind), left, right, after)


def pairs_of(text: str, marks: Sequence[Mark], end: int) -> tuple[list[Pair], list[Pair]]:
    """Return a passage's pairs of double marks, then those of single marks that no double pair holds."""
    doubles = list(pair_doubles((mark for mark in marks if mark.sign not in SINGLE_CLOSERS), end))
    singles = [mark for mark in marks if mark.sign in SINGLE_CLOSERS]
    outside = _outside(singles, [pair for pair in doubles if pair.closed])
    return doubles, list(pair_singles(text, outside))


def _outside(marks: Sequence[Mark], pairs: Sequence[Pair]) -> Iterator[Mark]:
    index = 0
    for mark in marks:
        while index < len(pairs) and pairs[index].span.end <= mark.span.start:
            index += 1
        if index == len(pairs) or mark.span.start < pairs[index].span.start:
            yield mark


def pair_doubles(marks: Iterable[Mark], end: int) -> Iterator[Pair]:
    """Yield the pairs of double marks, and as not closed what is opened again, or open where the passage ends."""
    opened: Mark | None = None
    for mark in marks:
        if opened is not None and mark.span.start - opened.span.start > LONGEST:
            opened = None
        if opened is None:
            opened = mark if _opens(mark) else None
        elif _closes(opened, mark):
            yield Pair(Span(opened.span.start, mark.span.end), Span(opened.span.end, mark.span.start), sign=opened.sign)
            opened = None
        elif mark.sign == opened.sign:
            yield _unclosed(opened, mark.span.start)
            opened = mark
    if opened is not None and end - opened.span.start <= LONGEST:
        yield _unclosed(opened, end)


def _unclosed(opened: Mark, end: int) -> Pair:
    return Pair(Span(opened.span.start, end), Span(opened.span.end, end), False, opened.sign)


def _opens(mark: Mark) -> bool:
    """Tell whether a mark opens a quotation where none is open."""
    if mark.sign == '"':
        return mark.may_open or not (mark.may_close or mark.left.isdigit())
    if mark.sign in "”»›":
        return mark.may_open and not mark.may_close
    return mark.sign in CLOSERS


def _closes(opened: Mark, mark: Mark) -> bool:
    """Tell whether a mark closes what another opened; a straight one must be told by what stands around it."""
    if mark.sign not in CLOSERS[opened.sign]:
        return False
    return mark.sign != '"' or mark.may_close or not mark.may_open


def pair_singles(text: str, marks: Iterable[Mark]) -> Iterator[Pair]:
    """Yield the pairs of single marks.

    Behind a letter an apostrophe looks the same ("the boys' dog"): there the first such mark counts only if no other,
    behind punctuation, comes before the next that opens.
    """
    opened: Mark | None = None
    loose: Mark | None = None
    for mark in marks:
        if opened is not None and mark.span.start - opened.span.start > LONGEST:
            opened = loose = None
        if opened is not None and mark.sign in SINGLE_CLOSERS[opened.sign] and mark.may_close:
            if mark.left in ENDS or (mark.right in ".,;:!?)" and mark.left not in "snd"):
                yield _single(opened, mark)
                opened = loose = None
                continue
            loose = loose or mark
        if _opens_single(text, mark):
            if opened is not None and loose is not None and loose.span.start - opened.span.start <= LONGEST_LOOSE:
                yield _single(opened, loose)
            opened, loose = mark, None
    if opened is not None and loose is not None and loose.span.start - opened.span.start <= LONGEST_LOOSE:
        yield _single(opened, loose)


def _single(opened: Mark, closing: Mark) -> Pair:
    return Pair(Span(opened.span.start, closing.span.end), Span(opened.span.end, closing.span.start), sign=opened.sign)


def _opens_single(text: str, mark: Mark) -> bool:
    if mark.sign == "’" or not mark.may_open:
        return False
    elided = ELISION.match(text, mark.span.end)
    return elided is None or (mark.sign in "‘‚‛" and mark.right.isupper())
