"""The build's own check: the words on a page are the source's, character for character.

A parser that shares nothing with what wrote the page (Lexbor, by HTML's own rules) reads the page back, and the text
content of every element that claims to be `text[start:end]` of a document is compared with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .model import Document

SHOWN = 40
"""Code points of each text that a message shows around the first difference."""


class NotVerbatimError(Exception):
    """A page does not say what its source says. It is never published."""


def verify_page(uri: str, html: str, documents: Mapping[str, Document]) -> int:
    """Return how many elements of the page were compared; raise NotVerbatimError on the first difference."""
    if "data-start" not in html:
        return 0
    tree = LexborHTMLParser(html)
    checked = 0
    for article in tree.css("article.source"):
        document = _document(uri, article, documents)
        _check_hash(uri, article, document)
        blocks = article.css("[data-start]")
        _check_tiling(uri, blocks, document)
        for block in blocks:
            _check_words(uri, block, document)
        checked += len(blocks)
    for sentence in tree.css("[data-document][data-start]"):
        _check_words(uri, sentence, _document(uri, sentence, documents))
        checked += 1
    return checked


def _document(uri: str, node: LexborNode, documents: Mapping[str, Document]) -> Document:
    name = node.attributes.get("data-document") or ""
    if name not in documents:
        raise NotVerbatimError(f"{uri}: it shows words of `{name}`, which is no document of the archive")
    return documents[name]


def _check_hash(uri: str, article: LexborNode, document: Document) -> None:
    claimed = article.attributes.get("data-sha256")
    if claimed != hashlib.sha256(document.text.encode()).hexdigest():
        raise NotVerbatimError(f"{uri}: its data-sha256 is not that of the text of {document.path}")


def _check_tiling(uri: str, blocks: list[LexborNode], document: Document) -> None:
    position = 0
    for start, end in [*map(_span, blocks), (len(document.text), len(document.text))]:
        if start < position or document.text[position:start].strip():
            raise NotVerbatimError(f"{uri}: it leaves out or repeats text of {document.path} at {position}")
        position = end


def _check_words(uri: str, node: LexborNode, document: Document) -> None:
    start, end = _span(node)
    expected, found = document.text[start:end], node.text(deep=True)
    if found != expected:
        place = next((n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), 0)
        raise NotVerbatimError(
            f"{uri}: at {start + place} it says {found[place : place + SHOWN]!r}, but {document.path} says"
            f" {expected[place : place + SHOWN]!r}"
        )


def _span(node: LexborNode) -> tuple[int, int]:
    return int(node.attributes["data-start"] or 0), int(node.attributes["data-end"] or 0)
