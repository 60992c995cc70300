"""Who is named beside an entity, as its page lists it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..model import COMPANIONS, MOST_NAMES, PASSAGES, EntityType
from .addresses import document_uri, entity_uri
from .views import Site, many, short


@dataclass(frozen=True, slots=True)
class CompanionItem:
    """Somebody or something that is named beside the entity."""

    name: str
    address: Markup
    type: EntityType
    tally: str
    places: tuple[tuple[str, Markup], ...]
    """(name, address) of some of the passages that name both."""
    more: int
    """Passages besides."""


ABOUT = (
    f"Who and what the same passages name, found by rules: those first that are named together more often than chance"
    f" would have it (log-likelihood), at most {COMPANIONS}, each in {PASSAGES} passages or more. A passage with more"
    f" than {MOST_NAMES} names is taken as a list: its sentences count, and of those none with as many."
)
"""What the section says of itself, and what bounds it."""


def companions_of(site: Site, entity: str, uri: str) -> Iterator[CompanionItem]:
    """Yield who is named beside an entity, the strongest first, with addresses as seen from the page."""
    link = site.addresses.seen_from(uri)
    for companion in site.archive.companions.get(entity, ()):
        known = site.entities.get(companion.entity) or site.found[companion.entity]
        places = tuple(
            (f"{short(site.documents[document].title)}, {block}", Markup(link(document_uri(document), block)))
            for document, block in companion.places
        )
        yield CompanionItem(
            known.name,
            Markup(link(entity_uri(companion.entity))),
            known.type,
            f"{many(companion.passages, 'passage')} in {many(companion.documents, 'document')}",
            places,
            companion.passages - len(places),
        )
