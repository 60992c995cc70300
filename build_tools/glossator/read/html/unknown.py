"""The text of a page whose shape is unknown: trafilatura decides which of the page's own passages it is.

What trafilatura returns is a rendering of its own, so it is never the text: it only tells which of the pieces that the
page itself has are kept.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from .content import ENOUGH, OUTSIDE
from .pieces import Piece

GRAM = 4
"""Words. So many in a row are looked up at a time."""
SHARE = 0.6
"""A piece is kept when trafilatura took so much of it, by its rows of words."""
AGREED = 0.9
"""Of the chosen text so much stands where landmarks mark the article's, if they mark the right thing."""
RESCUED = 0.3
"""Of the chosen text no more than that is furniture."""
PASSED_OVER = 1
"""The root of pieces that are left out only because trafilatura did not choose them."""
HEAD = 6
"""So many passages down the page's title is looked for."""
TITLE = "the title, told in the record"
WORD = re.compile(r"\w+")
SHORT = 3
"""Words up to which a piece is kept only if it is a line of trafilatura's by itself."""


def chosen(html: str) -> str:
    """Return what trafilatura takes for the page's text; an empty string where it finds none."""
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return extract(html, include_comments=False, include_tables=True) or ""
    except Exception:  # whatever a hostile page makes of it, there is a way without
        return ""


def decide(pieces: Sequence[Piece], marked: Sequence[Piece], text: str) -> tuple[Piece, ...]:
    """Return the page's pieces, with those kept that the chosen text holds.

    `marked` are the same page's pieces as its landmarks part them. Where these hold the chosen text, nothing outside
    of them is kept, and nothing between what is chosen is left out but lists of links.
    """
    known = Chosen(text)
    within = keep_chosen(marked, known)
    if known.share_in(piece.text for piece in within if not piece.reason) >= AGREED:
        return tuple(_filled(tuple(_filled(within, lambda piece: not _is_links(piece))), _is_wordless, around=1))
    return tuple(_filled(keep_chosen(tuple(_rescued(pieces, known)), known), _is_wordless, around=1))


class Chosen:
    """The text that trafilatura took, to look pieces up in."""

    def __init__(self, text: str) -> None:
        self.words = _words(text)
        self.lines = {" ".join(_words(line)) for line in text.split("\n")}
        self.grams = set(_grams(self.words))
        self.known = f" {' '.join(self.words)} "

    def holds(self, text: str) -> bool:
        words = _words(text)
        whole = " ".join(words)
        if len(words) <= SHORT:
            return bool(words) and whole in self.lines
        if f" {whole} " in self.known:
            return True
        own = list(_grams(words))
        return bool(own) and sum(gram in self.grams for gram in own) >= SHARE * len(own)

    def share_in(self, texts: Iterable[str]) -> float:
        """Return what share of its words stands in the texts."""
        own = Counter(self.words)
        return (own & Counter(word for text in texts for word in _words(text))).total() / max(1, own.total())


def keep_chosen(pieces: Sequence[Piece], known: Chosen) -> tuple[Piece, ...]:
    """Return the pieces, with a reason for those that are not in the chosen text."""
    return tuple(
        piece if piece.reason or known.holds(piece.text) else replace(piece, reason=OUTSIDE, root=PASSED_OVER)
        for piece in pieces
    )


def _rescued(pieces: Sequence[Piece], known: Chosen) -> Iterator[Piece]:
    """Yield the pieces; what is called furniture and holds much of the chosen text is none."""
    held: Counter[str] = Counter()
    for piece in pieces:
        if known.holds(piece.text):
            held[piece.reason] += len(piece.text)
    enough = held.total() >= ENOUGH
    content = {reason for reason, length in held.items() if enough and length > RESCUED * held.total()}
    for piece in pieces:
        yield replace(piece, reason="", root=0) if piece.reason in content else piece


def _filled(pieces: Sequence[Piece], wanted: Callable[[Piece], bool], around: int = 0) -> Iterator[Piece]:
    """Yield the pieces; those that were passed over between kept ones, or so many around them, are kept if wanted."""
    kept = [number for number, piece in enumerate(pieces) if not piece.reason]
    for number, piece in enumerate(pieces):
        between = piece.root == PASSED_OVER and kept and kept[0] - around <= number <= kept[-1] + around
        yield replace(piece, reason="", root=0) if between and wanted(piece) else piece


def _is_links(piece: Piece) -> bool:
    return 2 * sum(len(mark.span) for mark in piece.marks if mark.kind == "link") > len(piece.text)


def _is_wordless(piece: Piece) -> bool:
    """Tell a separator or an elision, which say nothing to be chosen by: "* * *", "<...>"."""
    return not WORD.search(piece.text)


def without_title(pieces: Sequence[Piece], title: str) -> Iterator[Piece]:
    """Yield the pieces; a heading at the text's head that is the page's title is told in the record."""
    words, seen = set(_words(title)), 0
    for piece in pieces:
        seen += not piece.reason
        own = set(_words(piece.text))
        same = own == words or (piece.tag == "h1" and 2 * len(own & words) >= len(own | words))
        if not piece.reason and piece.kind == "heading" and seen <= HEAD and same:
            yield replace(piece, reason=TITLE)
        else:
            yield piece


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[n:] for n in range(GRAM)), strict=False)
