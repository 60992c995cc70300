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
from ..model import Document, Entity, FoundEntity
from .addresses import FOLDER, document_uri, entity_uri
from .outline import Outline
from .page import fill, shorten
from .views import TYPE_LABELS, Item, Site, many, tally

CARDS_FOLDER = f"{FOLDER}/cards"
FILES = 1024
"""Files at most: 20,000 cards are 20 to a file, about 8 KB. The script that fetches them knows this number."""
OFFSET, PRIME = 0x811C9DC5, 0x01000193
"""Of the hash FNV-1a with 32 bits, by Fowler, Noll and Vo."""
LISTED = 3
"""Documents that the card of a name lists, and names that the card of a document lists."""
OURS = "sidecar"
"""Where what a person who keeps the archive says of a document comes from."""

NamedIn = Mapping[str, Sequence[tuple[str, int]]]
"""Of an entity's id: (document, count) for each document that names it; or the other way round."""


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
    items: tuple[Item, ...]
    """The documents that name it most, or whom it names most."""
    reviewed: bool = True
    language: str = ""
    """Of a document."""
    quoted: bool = False
    """The line is the source's, and not ours."""


def card_file(id_: str) -> str:
    """Return the file that holds the card of a page."""
    value = OFFSET
    for byte in id_.encode():
        value = (value ^ byte) * PRIME & 0xFFFFFFFF
    return f"{CARDS_FOLDER}/{value % FILES:03x}.txt"


def card_files(site: Site, outlines: Iterable[Outline]) -> Mapping[str, bytes]:
    """Return the files of the cards of all entries, found entities and documents; the outlines are the documents'."""
    files: dict[str, list[Card]] = defaultdict(list)
    for card in (*_entities(site), *_documents(site, outlines)):
        files[card_file(card.id)].append(card)
    return {uri: fill("cards.jinja", cards=cards).encode() for uri, cards in sorted(files.items())}


def _entities(site: Site) -> Iterator[Card]:
    link = _links(site)
    entries = (entity for entity in site.archive.entities if not entity.merged_into)
    both: Iterable[Entity | FoundEntity] = (*entries, *site.found.values())
    for entity in both:
        named = site.archive.named_in.get(entity.id, ())
        counted = tally([count for _, count in named], "mention")
        yield Card(
            entity.id,
            TYPE_LABELS[entity.type][0],
            entity.name,
            link(entity_uri(entity.id)),
            _line(site, entity),
            f"Named: {counted}" if named else counted.capitalize(),
            tuple(Item(site.documents[id_].title, link(document_uri(id_)), count=count) for id_, count in _most(named)),
            isinstance(entity, Entity),
        )


def _line(site: Site, entity: Entity | FoundEntity) -> str:
    if isinstance(entity, FoundEntity):
        return ""
    return shorten(entity.description or to_text(entity.body, site.resolver(entity_uri(entity.id))))


def _documents(site: Site, outlines: Iterable[Outline]) -> Iterator[Card]:
    link, named = _links(site), _named_by(site.archive.named_in)
    for outline in outlines:
        document = site.documents[outline.page.document]
        line = outline.page.description
        yield Card(
            f"documents/{document.id}",
            "Document",
            document.title,
            link(document_uri(document.id)),
            "" if line == document.title else line,
            _facts(document, outline.words),
            tuple(_names(site, named.get(document.id, ()), link)),
            language=document.value("language"),
            quoted=not _is_ours(document),
        )


def _is_ours(document: Document) -> bool:
    """Tell whether the document's description is ours; else words of the source stand for it."""
    return any(datum.name == "description" and datum.origin == OURS for datum in document.metadata)


def _facts(document: Document, words: int) -> str:
    facts = [document.value(name) for name in ("source", "date", "author")]
    facts += [many(words, "word")]
    facts += [many(len(document.anchors), "note")] if document.anchors else []
    return " · ".join(fact for fact in facts if fact)


def _named_by(named_in: NamedIn) -> NamedIn:
    """Return whom each document names, and how often."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for entity, documents in named_in.items():
        for document, count in documents:
            found[document].append((entity, count))
    return found


def _names(site: Site, named: Sequence[tuple[str, int]], link: Callable[[str], Markup]) -> Iterator[Item]:
    """Yield those of whom a document names most that have pages."""
    for id_, count in _most([one for one in named if site.name_of(one[0])]):
        doubt = "not reviewed" if id_ in site.found else ""
        yield Item(site.name_of(id_) or "", link(entity_uri(id_)), doubt, count=count)


def _most(named: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    return sorted(named, key=lambda one: (-one[1], one[0]))[:LISTED]


def _links(site: Site) -> Callable[[str], Markup]:
    """Return what gives the address of a page as seen from the files of cards."""
    link = site.addresses.seen_from(f"{CARDS_FOLDER}/000.txt")
    return lambda uri: Markup(link(uri))
