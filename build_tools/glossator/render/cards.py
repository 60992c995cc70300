"""What a card shows of an entry or a document before one goes there: small pieces of HTML, many to a file.

A browser fetches the file that holds a card when a reader first points at a link to its page. Passages and notes need
no file: their words stand on a document's page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..contributed import to_text
from ..model import Document, Entity, FoundEntity, Page
from .addresses import FOLDER, document_uri, entity_uri
from .page import fill, shorten
from .views import TYPE_LABELS, Item, Site, many, tally

CARDS_FOLDER = f"{FOLDER}/cards"
FILES = 1024
"""Files at most: 20,000 cards are 20 to a file, about 8 KB. The script that fetches them knows this number."""
OFFSET, PRIME = 0x811C9DC5, 0x01000193
"""Of the hash FNV-1a with 32 bits, by Fowler, Noll and Vo."""
PLACES = 3
"""Documents that a card names."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows."""

    id: str
    """Of the page that it tells of, from `archive/`: `people/ada-lovelace`, `documents/letter-1843`."""
    kind: str
    name: str
    address: Markup
    """Of the page, as seen from the card's file."""
    line: str
    """What it is, on one line."""
    facts: str
    """How often and where, or when and by whom."""
    reviewed: bool = True
    places: tuple[Item, ...] = ()


def card_file(id_: str) -> str:
    """Return the file that holds the card of a page."""
    value = OFFSET
    for byte in id_.encode():
        value = (value ^ byte) * PRIME & 0xFFFFFFFF
    return f"{CARDS_FOLDER}/{value % FILES:03x}.txt"


def card_files(site: Site, pages: Iterable[Page]) -> Mapping[str, bytes]:
    """Return the files of the cards of all entries, found entities and documents; `pages` are the documents'."""
    files: dict[str, list[Card]] = defaultdict(list)
    for card in (*_entities(site), *_documents(site, pages)):
        files[card_file(card.id)].append(card)
    return {uri: fill("cards.jinja", cards=cards).encode() for uri, cards in sorted(files.items())}


def _entities(site: Site) -> Iterator[Card]:
    link = site.addresses.seen_from(f"{CARDS_FOLDER}/000.txt")
    entries = (entity for entity in site.archive.entities if not entity.merged_into)
    both: Iterable[Entity | FoundEntity] = (*entries, *site.found.values())
    for entity in both:
        reviewed = isinstance(entity, Entity)
        named = site.archive.named_in.get(entity.id, ())
        yield Card(
            entity.id,
            TYPE_LABELS[entity.type][0],
            entity.name,
            Markup(link(entity_uri(entity.id))),
            _line(site, entity),
            f"Named: {tally([count for _, count in named], 'mention')}",
            reviewed,
            tuple(_places(site, named, link)),
        )


def _line(site: Site, entity: Entity | FoundEntity) -> str:
    if isinstance(entity, FoundEntity):
        return ""
    return shorten(entity.description or to_text(entity.body, site.resolver(entity_uri(entity.id))))


def _places(site: Site, named: Sequence[tuple[str, int]], link: Callable[..., str]) -> Iterator[Item]:
    """Yield the documents that name somebody most."""
    for id_, count in sorted(named, key=lambda each: -each[1])[:PLACES]:
        yield Item(site.documents[id_].title, Markup(link(document_uri(id_))), count=count)


def _documents(site: Site, pages: Iterable[Page]) -> Iterator[Card]:
    link = site.addresses.seen_from(f"{CARDS_FOLDER}/000.txt")
    for page in pages:
        document = site.documents[page.document]
        yield Card(
            f"documents/{document.id}",
            "Document",
            document.title,
            Markup(link(document_uri(document.id))),
            page.description,
            _facts(document),
        )


def _facts(document: Document) -> str:
    facts = [document.value(name) for name in ("source", "date", "author")]
    facts += [many(len(document.anchors), "note")] if document.anchors else []
    return " · ".join(fact for fact in facts if fact)
