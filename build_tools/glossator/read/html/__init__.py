"""Saved web pages: what on them is the text, with its inline marks, and what is left out. Nothing runs or loads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import urljoin, urlsplit

from ...config import Options, SiteRule
from ...files import is_link_address
from ...model import Block, LeftOut, Mark, Problem, Span
from ..reading import Reading
from .content import ENOUGH, by_landmarks, by_rule, everything, furniture, shown
from .encoding import decode_html
from .page import Page, parse
from .pieces import Piece
from .record import base_address, page_record, page_title, rule_for
from .sites import SITES
from .told import Told
from .unknown import chosen, decide, without_title

WITHIN = {"row": "\n", "item": "\n"}
"""What stands before a block of that kind that follows another of it; an empty line before all others."""

MOST_MARKUP = 600_000
"""Tags, a beginning and an end counting two: as a tree these take about 600 MB."""
MOST_TAGS = 50_000
"""Elements up to which trafilatura is asked: its time grows faster than a page."""


def read_html(path: str, data: bytes, options: Options) -> Reading | Problem:
    """Read a saved page. Its text is that of its main content; the rest is left out, with the reason."""
    decoded = decode_html(path, data)
    if isinstance(decoded, Problem):
        return decoded
    html, encoding, problems = decoded
    if html.count("<") > MOST_MARKUP:
        return _too_large(path)
    page = parse(html)
    told = Told.by(page)
    rule = rule_for(told, (*options.sites, *SITES))
    reading = lay_out(_pieces(html, page, rule, page_title(told)), base_address(told), encoding)
    return replace(reading, metadata=page_record(told, rule), problems=problems + reading.problems)


def _too_large(path: str) -> Problem:
    message = f"the page has more than the {MOST_MARKUP:,} tags that are read"
    return Problem("E116", "error", path, message, "split it into several pages")


def read_fragment(html: str, encoding: str) -> Reading:
    """Read HTML that is all content: what another format was converted to, or a message's."""
    return lay_out(everything(parse(html)), "", encoding)


def _pieces(html: str, page: Page, rule: SiteRule | None, title: str) -> tuple[Piece, ...]:
    """Return the page's pieces: as a rule for its site says, else as trafilatura and its landmarks say, else all."""
    if rule is not None:
        ruled = by_rule(page, rule)
        if _has_text(ruled):
            return ruled
    pieces = shown(page, furniture(page))
    text = chosen(html) if len(page.tags) <= MOST_TAGS else ""
    # Of a page with a few words trafilatura takes any of them.
    sure = len(text) >= ENOUGH
    decided = tuple(without_title(decide(pieces, by_landmarks(page), text) if sure else _few(page) or pieces, title))
    return next((some for some in (decided, pieces) if _has_text(some)), everything(page))


def _few(page: Page) -> tuple[Piece, ...]:
    """Return the pieces of a page whose text is short, or too long to be asked about, by its landmarks."""
    return by_landmarks(page, enough=1)


def _has_text(pieces: Iterable[Piece]) -> bool:
    return any(not piece.reason for piece in pieces)


def lay_out(pieces: Sequence[Piece], base: str, encoding: str) -> Reading:
    """Return the text that the kept pieces make, with its blocks and marks, and what is left out."""
    words: list[str] = []
    blocks: list[Block] = []
    marks: list[Mark] = []
    position = 0
    for piece in pieces:
        if piece.reason:
            continue
        if blocks:
            between = WITHIN.get(piece.kind, "\n\n") if blocks[-1].kind == piece.kind else "\n\n"
            words.append(between)
            position += len(between)
        words.append(piece.text)
        blocks.append(_block(piece, position))
        marks += (_mark(mark, position, base) for mark in piece.marks)
        position += len(piece.text)
    return Reading(
        text="".join(words),
        encoding=encoding,
        line_ends="as the page shows them: its source's own line ends are white space",
        left_out=tuple(_left_out(pieces)),
        visible=sum(len("".join(piece.text.split())) for piece in pieces),
        blocks=tuple(blocks),
        marks=tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))),
    )


def _block(piece: Piece, position: int) -> Block:
    label = Span(piece.label.start + position, piece.label.end + position) if piece.label else None
    level = piece.level if piece.kind == "item" else 0
    return Block("", piece.kind, Span(position, position + len(piece.text)), label, piece.marker, level)


def _mark(mark: Mark, position: int, base: str) -> Mark:
    span = Span(mark.span.start + position, mark.span.end + position)
    return replace(mark, span=span, target=_target(mark.target, base) if mark.kind == "link" else "")


def _target(href: str, base: str) -> str:
    """Return where a link leads: against the page's own address, where that is known."""
    href = href.strip()
    try:
        whole = href if urlsplit(href).scheme or not base else urljoin(base, href)
    except ValueError:
        return href
    return whole if is_link_address(whole) else href


def _left_out(pieces: Sequence[Piece]) -> Iterator[LeftOut]:
    """Yield what is left out, a part at a time."""
    for (reason, _), part in groupby(
        (piece for piece in pieces if piece.reason), key=lambda piece: (piece.reason, piece.root)
    ):
        yield LeftOut(reason, re.sub(r"\s+", " ", " · ".join(piece.text for piece in part)))
