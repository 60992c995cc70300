"""What a document gives to the site, without the words: they are read when a page that shows them is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from ..model import Page
from .document import DocumentPages
from .late import LatePage, LateShare, late
from .shares import Share


@dataclass(frozen=True, slots=True)
class Given:
    """A share without its words."""

    entity: str
    count: int
    """How many mentions or quotations it has."""
    digest: str
    """Of its words."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document gives to the site, without the words."""

    page: Page
    mentions: tuple[Given, ...]
    said: tuple[Given, ...]
    listed: str = ""
    """The digest of what the page of all notes shows of its notes; empty where it has none."""
    words: int = 0
    """How many its text has."""


def outline(pages: DocumentPages) -> Outline:
    """Return the pages without their words."""
    listed = _digest(pages.listed) if pages.listed else ""
    return Outline(replace(pages.page, body=""), _given(pages.mentions), _given(pages.said), listed, pages.words)


Shares = tuple[tuple[Share, ...], tuple[Share, ...], str]
"""What the pages of those whom a document names show of it, of those who speak in it, and the page of all notes."""


@dataclass(frozen=True, slots=True)
class LateDocument:
    """What a document gives to the site; its words are read when they are needed."""

    outline: Outline
    body: Callable[[], str]
    """Of its page."""
    shares: Callable[[], Shares]

    @property
    def page(self) -> LatePage:
        return late(self.outline.page, (), lambda: (self.body(), ()))

    def mentions(self) -> Iterator[tuple[str, LateShare]]:
        """Yield (entity, share) each of those whom the document names."""
        for number, given in enumerate(self.outline.mentions):
            yield given.entity, LateShare(given.count, given.digest, partial(self._mention, number))

    def said(self) -> Iterator[tuple[str, LateShare]]:
        """Yield (entity, share) each of those who say something in it."""
        for number, given in enumerate(self.outline.said):
            yield given.entity, LateShare(given.count, given.digest, partial(self._saying, number))

    def listed(self) -> LateShare | None:
        """Return what the page of all notes shows of the document's, if it has any."""
        digest = self.outline.listed
        return LateShare(0, digest, lambda: self.shares()[2]) if digest else None

    def _mention(self, number: int) -> str:
        return self.shares()[0][number][1]

    def _saying(self, number: int) -> str:
        return self.shares()[1][number][1]


def _given(shares: Iterable[Share]) -> tuple[Given, ...]:
    return tuple(Given(entity, count, _digest(html)) for entity, html, count in shares)


def _digest(html: str) -> str:
    return sha256(html.encode()).hexdigest()
