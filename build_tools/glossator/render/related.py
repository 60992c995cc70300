"""The documents that have to do with one, with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..model import FEW_NAMES, FEW_WORDS, RELATED, Related
from .addresses import Addresses, document_uri, entity_uri
from .views import DocumentView, Site, many

ABOUT = (
    f"Found by rules, at most {RELATED}: documents that have parallel passages with this one, or names that at most"
    f" {FEW_NAMES} documents have and words that at most {FEW_WORDS} have."
)
"""What the section says of itself, and what bounds it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two documents are related: words, then names, then words."""

    before: str
    names: tuple[tuple[str, Markup], ...] = ()
    """(name, address) each; words of the text have no address."""
    after: str = ""


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """A document that has to do with the one that the page shows."""

    title: str
    date: str
    address: Markup
    reasons: tuple[Reason, ...]


def related_to(site: Site, document: str) -> tuple[tuple[str, str, Related], ...]:
    """Return (title, date, why) of each document that is related to this one (by its id), the nearest first."""
    found = ((site.documents[related.document], related) for related in site.archive.related.get(document, ()))
    return tuple((other.title, other.value("date"), related) for other, related in found)


def related_in(view: DocumentView, uri: str) -> Iterator[RelatedItem]:
    """Yield the related documents of the view, the nearest first, with addresses as seen from the page."""
    addresses = Addresses(view.use_directory_urls)
    for title, date, related in view.related:
        address = Markup(addresses.relative(uri, document_uri(related.document)))
        yield RelatedItem(title, date, address, tuple(_reasons(view, related, addresses, uri)))


def _reasons(view: DocumentView, related: Related, addresses: Addresses, uri: str) -> Iterator[Reason]:
    names = dict(view.names)
    if related.parallels:
        yield Reason(many(related.parallels, "parallel passage"))
    if related.entities:
        named = [(names[one], Markup(addresses.relative(uri, entity_uri(one)))) for one in related.entities]
        yield Reason("both name ", tuple(named), _and_more(related.more_entities, "name"))
    if related.words:
        words = tuple((word, Markup()) for word in related.words)
        yield Reason("both have ", words, _and_more(related.more_words, "rare word"))


def _and_more(count: int, one: str) -> str:
    return f" and {many(count, f'other {one}')}" if count else ""
