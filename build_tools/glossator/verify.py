"""The build's own check: the words on a page are the source's, character for character.

A parser that shares nothing with what wrote the page (Lexbor, by HTML's own rules) reads the page back, and the text
content of every element that claims to be `text[start:end]` of a document is compared with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .model import Document, Page

SHOWN = 40
"""Code points of each text that a message shows around the first difference."""

MARK_ELEMENT = "x-verified"
MARK = "<x-verified></x-verified>"
"""Stands for a piece, or for its end, while what is around it is read. An element that HTML does not know stays where
it is put, in pictures and formulas too.
"""
FLOW = frozenset(["html", "body", "div", "main", "article", "section", "details"])
"""Elements in which HTML is read as it is in the body."""

HEAD = 100
"""Code points by which a piece is looked for: to look for all of a long string at once takes ten times as long."""


QUOTING = "[data-document]:not(article)"
"""Elements that show some of a document's words. None stands within another."""


class NotVerbatimError(Exception):
    """A page does not say what its source says. It is never published."""


def verify_pieces(uri: str, pieces: Sequence[str], documents: Mapping[str, Document], shows: str = "") -> int:
    """Compare the words of pieces of HTML, as `verify_page` does, and see that each piece ends what it begins.

    What was verified so says the same wherever `verify_placed` finds it.
    """
    tree = LexborHTMLParser("".join(piece + MARK for piece in pieces))
    if len(tree.css(f"body > {MARK_ELEMENT}")) != len(pieces):
        raise NotVerbatimError(f"{uri}: it holds HTML that does not end what it begins")
    return _verify(uri, tree, documents, shows)


def verify_placed(html: str, pieces: Sequence[str]) -> bool:
    """Tell whether a page holds the verified pieces, unchanged and in order, where HTML reads them as they were read.

    That is so in the ordinary flow: within elements that change nothing in what stands in them. Other words of
    documents must not stand on the page.
    """
    around = split_around(html, pieces)
    if around is None or any(MARK_ELEMENT in some for some in around):
        return False
    tree = LexborHTMLParser(MARK.join(around))
    marks = tree.css(MARK_ELEMENT)
    flows = all(_flows(mark) for mark in marks)
    return flows and len(marks) == len(pieces) and not tree.css("[data-start], article.source")


def split_around(html: str, pieces: Sequence[str]) -> list[str] | None:
    """Return what stands before, between and behind the pieces, or None where they do not stand there in order."""
    around = []
    position = 0
    for piece in pieces:
        start = html.find(piece[:HEAD], position)
        while start >= 0 and not html.startswith(piece, start):
            start = html.find(piece[:HEAD], start + 1)
        if start < 0:
            return None
        around.append(html[position:start])
        position = start + len(piece)
    return [*around, html[position:]]


def verify_finished(page: Page, html: str, documents: Mapping[str, Document]) -> None:
    """Check a page as it is published: what was verified when it was made stands in it, or all of it is verified.

    Raises NotVerbatimError.
    """
    if verify_placed(html, page.pieces):
        return
    expected = verify_pieces(page.uri, page.pieces, documents, page.document)
    if verify_page(page.uri, html, documents, page.document) != expected:
        raise NotVerbatimError(f"{page.uri}: it does not show all the words of documents that were made for it")


def verify_page(uri: str, html: str, documents: Mapping[str, Document], shows: str = "") -> int:
    """Return how many elements of the page were compared; raise NotVerbatimError on the first difference.

    `shows` is the id of the document whose page it is, and whose text it must show; empty for any other page.
    """
    if not shows and "data-start" not in html:
        return 0
    return _verify(uri, LexborHTMLParser(html), documents, shows)


def _flows(mark: LexborNode) -> bool:
    node = mark.parent
    while node is not None and node.tag in FLOW:
        node = node.parent
    return node is None or node.tag == "-document"


def _verify(uri: str, tree: LexborHTMLParser, documents: Mapping[str, Document], shows: str) -> int:
    checked = 0
    articles = tree.css("article.source")
    if shows and [article.attributes.get("data-document") for article in articles] != [shows]:
        raise NotVerbatimError(f"{uri}: it is the page of {shows}, and does not show its text once")
    for article in articles:
        checked += _check_text(uri, article, documents)
    for quoted in tree.css(QUOTING):
        document = _document(uri, quoted.attributes, documents)
        sentences = quoted.css("[data-start]")
        for sentence in sentences:
            _check_words(uri, sentence, document)
        checked += len(sentences)
    if checked != len(tree.css("[data-start]")):
        raise NotVerbatimError(f"{uri}: it shows words with `data-start` that belong to no document")
    return checked


def _check_text(uri: str, article: LexborNode, documents: Mapping[str, Document]) -> int:
    """Compare a document's whole text, and return in how many blocks it stands."""
    attributes = article.attributes
    document = _document(uri, attributes, documents)
    _check_hash(uri, attributes, document)
    position = 0
    blocks = article.css("[data-start]")
    for block in blocks:
        start, end = _check_words(uri, block, document)
        _check_gap(uri, document, position, start)
        position = end
    _check_gap(uri, document, position, len(document.text))
    return len(blocks)


Attributes = Mapping[str, str | None]


def _document(uri: str, attributes: Attributes, documents: Mapping[str, Document]) -> Document:
    name = attributes.get("data-document") or ""
    if name not in documents:
        raise NotVerbatimError(f"{uri}: it shows words of `{name}`, which is no document of the archive")
    return documents[name]


def _check_hash(uri: str, attributes: Attributes, document: Document) -> None:
    if attributes.get("data-sha256") != hashlib.sha256(document.text.encode()).hexdigest():
        raise NotVerbatimError(f"{uri}: its data-sha256 is not that of the text of {document.path}")


def _check_gap(uri: str, document: Document, end: int, start: int) -> None:
    """Between two blocks, and around them, stands nothing but white space."""
    if start < end or document.text[end:start].strip():
        raise NotVerbatimError(f"{uri}: it leaves out or repeats text of {document.path} at {end}")


def _check_words(uri: str, node: LexborNode, document: Document) -> tuple[int, int]:
    """Return the span that the element claims, once its words are seen to be those of the span."""
    attributes = node.attributes
    start, end = _offset(uri, attributes.get("data-start")), _offset(uri, attributes.get("data-end"))
    expected, found = document.text[start:end], node.text(deep=True)
    if found != expected:
        place = next((n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), 0)
        raise NotVerbatimError(
            f"{uri}: at {start + place} it says {found[place : place + SHOWN]!r}, but {document.path} says"
            f" {expected[place : place + SHOWN]!r}"
        )
    return start, end


def _offset(uri: str, value: str | None) -> int:
    if value is None or not (value.isascii() and value.isdigit()):
        raise NotVerbatimError(f"{uri}: it shows words with an offset that is no number: {value!r}")
    return int(value)
