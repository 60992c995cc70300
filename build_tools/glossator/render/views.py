"""What templates show of documents, entries and notes: plain values, with addresses as seen from one page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup

from ..config import Config
from ..contributed import Target as Words
from ..files import slug
from ..model import (
    Archive,
    Backlink,
    Document,
    Entity,
    EntityType,
    FoundEntity,
    Mention,
    Note,
    Related,
    Statement,
    Target,
)
from .addresses import Addresses, document_uri, entity_uri, target_uri
from .also import Also, Compared, compared
from .witness_groups import Witnesses, witness_groups

if TYPE_CHECKING:
    from .backlinks import LinkedPlaces
    from .notes import NoteView
    from .reading_order import ReadingOrder

NO_DOCUMENT = "named in no document yet"

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

TYPE_LABELS: Mapping[EntityType, tuple[str, str]] = {
    "person": ("Person", "People"),
    "organization": ("Organization", "Organizations"),
    "place": ("Place", "Places"),
    "event": ("Event", "Events"),
    "work": ("Work", "Works"),
    "term": ("Term", "Terms"),
}
"""How each type of entity is called: one, and many."""


@dataclass(frozen=True, slots=True)
class Site:
    """What every page needs to lead to the others."""

    config: Config
    archive: Archive
    find: Callable[[str], Target | None]
    """What a link that a person wrote leads to."""
    addresses: Addresses
    documents: Mapping[str, Document]
    entities: Mapping[str, Entity]
    found: Mapping[str, FoundEntity]
    """Those that have pages."""
    entry_folders: frozenset[str]
    """The folders of entries that have pages of their own: `people`, `places` ..."""
    found_folders: frozenset[str]
    """Those of the found entities that have pages."""
    collections: Mapping[str, str]
    """The id of each collection, by its name."""
    versions: Mapping[str, tuple[str, ...]]
    """Of a document's id: the ids of its other versions."""
    merged: Mapping[str, Sequence[Entity]]
    """Of an entry's id: the entries that were merged into it."""
    linked_from: Mapping[Target, Sequence[Backlink]]
    """Of what links lead to: those that do."""
    notes: Mapping[str, Note]
    compared: Mapping[str, tuple[Compared, ...]]
    """Of a document's id: those that it is compared with."""
    statements: Mapping[str, Sequence[Statement]]
    """Of an entity's id: what it says in several documents."""
    witnesses: tuple[Witnesses, ...]
    """Documents that are witnesses of one text."""
    verify: Callable[[str, Sequence[str]], object]
    """Sees that pieces of a page say what their documents say; for those that are made of several documents."""

    def link_words(self, target: Target) -> str:
        """Return what to show for a link that brings no words of its own."""
        if target.kind == "entity":
            return self.entities[target.id].name
        title = self.documents[target.id].title
        note = self.notes.get(f"{target.id}/{target.fragment.removeprefix('note-')}")
        if note and target.fragment.startswith("note-"):
            return f"{title}, note on “{short(note.quote.exact)}”"
        return f"{title}, {target.fragment}" if target.fragment else title

    def name_of(self, entity: str) -> str | None:
        """Return what an entity is called, or None where it has no page."""
        known = self.entities.get(entity) or self.found.get(entity)
        return known.name if known else None

    @property
    def side_by_side(self) -> bool:
        """Tell whether any two documents have a page on which they stand side by side."""
        return any(each.page for some in self.compared.values() for each in some)

    def resolver(self, origin: str) -> Callable[[str], Words | None]:
        """Return what turns the links of contributed text into addresses as seen from a page."""

        def resolve(address: str) -> Words | None:
            target = self.find(address)
            if target is None:
                return None
            href = self.addresses.relative(origin, target_uri(target), target.fragment)
            return Words(href, self.link_words(target))

        return resolve


def _unverified(uri: str, _: Sequence[str]) -> None:
    raise ValueError(f"{uri}: it shows words of several documents, and nothing was given that verifies them")


def make_site(
    config: Config,
    archive: Archive,
    find: Callable[[str], Target | None],
    versions: Mapping[str, tuple[str, ...]],
    verify: Callable[[str, Sequence[str]], object] = _unverified,
) -> Site:
    documents = {document.id: document for document in archive.documents}
    pages = compared(archive.comparisons, documents)
    found = {entity.id: entity for entity in archive.found if entity.has_page}
    return Site(
        config,
        archive,
        find,
        Addresses(config.use_directory_urls),
        documents,
        {entity.id: entity for entity in archive.entities},
        found,
        frozenset(entity.id.split("/")[0] for entity in archive.entities if not entity.merged_into),
        frozenset(id_.split("/")[0] for id_ in found),
        _collections(archive.documents),
        versions,
        _grouped((entity.merged_into, entity) for entity in archive.entities if entity.merged_into),
        _grouped((backlink.target, backlink) for backlink in archive.backlinks),
        {note.id: note for note in archive.notes},
        pages,
        _grouped((statement.speaker, statement) for statement in archive.statements),
        witness_groups(archive.comparisons, documents),
        verify,
    )


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, Sequence[V]]:
    """Return the values of each key, in their order."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _collections(documents: Iterable[Document]) -> dict[str, str]:
    """Return an id for each collection; of names that would have the same, all but the first get marks of their own.

    A name can be chosen so that it is another's id with its mark: then the mark is counted on.
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted({document.value("collection") for document in documents} - {""}):
        readable = re.search("[a-z0-9]", name.casefold())
        plain, mark = slug(name) if readable else "collection", hashlib.sha256(name.encode()).hexdigest()[:8]
        counted = (f"{plain[:60]}-{mark}-{number}" for number in count(2))
        candidates = chain([plain] if readable else [], [f"{plain[:71]}-{mark}"], counted)
        ids[name] = next(id_ for id_ in candidates if id_ not in taken)
        taken.add(ids[name])
    return ids


@dataclass(frozen=True, slots=True)
class Item:
    """A line of an index or list: what, where, and a little about it."""

    name: str
    address: Markup
    detail: str = ""
    count: int = 0
    tally: str = ""
    """What is counted of it, in words."""
    more: str = ""
    type: str = ""
    """Of an entry: its type."""


def entity_item(site: Site, entity: Entity | FoundEntity, origin: str) -> Item:
    """Return the line of an entry or a found entity, with how often and in how many documents it is named."""
    counts = [count for _, count in site.archive.named_in.get(entity.id, ())]
    address = Markup(site.addresses.relative(origin, entity_uri(entity.id)))
    description = entity.description if isinstance(entity, Entity) else ""
    return Item(entity.name, address, description, tally=tally(counts, "mention"), type=entity.type)


def document_item(site: Site, document: Document, origin: str) -> Item:
    address = Markup(site.addresses.relative(origin, document_uri(document.id)))
    facts = (document.value("date"), document.value("source"))
    notes = many(len(document.anchors), "note") if document.anchors else ""
    return Item(document.title, address, " · ".join(fact for fact in facts if fact), tally=notes)


def tally(counts: Sequence[int], one: str) -> str:
    """Return how many there are in all documents, from how many there are in each: `3 mentions in 2 documents`."""
    return f"{many(sum(counts), one)} in {many(len(counts), 'document')}" if counts else NO_DOCUMENT


SHORT = 60
"""Code points of a quote by which a note is named."""


def short(text: str) -> str:
    """Return the text on one line, and of a long one the beginning."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rstrip()}…"


def many(count: int, one: str, several: str = "") -> str:
    """Return a count with its noun: `1 document`, `2 documents`."""
    plural = several or (f"{one[:-1]}ies" if one.endswith("y") else f"{one}s")
    return f"{count:,} {one if count == 1 else plural}"


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Everything that a document's page and its share of the entries' pages are made of, and nothing else.

    It is what the pages are kept by: two views that are equal give the same pages.
    """

    document: Document
    names: tuple[tuple[str, str], ...]
    """(id, name) of every entity with a page that the document names or could name."""
    unreviewed: tuple[str, ...]
    """The ids of those that no person has written an entry for."""
    ids: tuple[str, ...]
    """The entity's id of each of the document's found names."""
    repeated: tuple[Mention, ...]
    """Its mentions that only the other documents made known."""
    notes: tuple[NoteView, ...]
    """As its page shows them."""
    listed: tuple[NoteView, ...]
    """As the page of all notes does: with other addresses and nothing else, so that `notes` stands for it. It is empty
    until `with_listed` fills it, where the pages are made.
    """
    sidecar: str
    """The path of its sidecar, whether it is there or not."""
    edit_seed: str
    edit_sidecar: str
    use_directory_urls: bool
    site_url: str = ""
    """Where the site is published; or nothing."""
    new_note: str = ""
    """Where the code host begins the file of a new note, whose name and words are still to come; or nothing."""
    note_schema: str = ""
    """Where the schema of notes is published; or nothing."""
    collection: str = ""
    """The id of the collection that the document is in."""
    versions: tuple[tuple[str, str], ...] = ()
    """(id, title) of each other version of the document."""
    compared: tuple[Compared, ...] = ()
    """The documents that it is compared with, the one with most in common first."""
    witnesses: tuple[str, int] = ("", 0)
    """Of the text that it is a witness of: the id of the earliest witness, and how many there are."""
    also: tuple[tuple[str, tuple[Also, ...]], ...] = ()
    """Of each of its passages (its id), those of other documents that say the same."""
    linked: LinkedPlaces | None = None
    """What links to it as a whole, and to its passages in their order."""
    order: ReadingOrder | None = None
    """Where to read on."""
    related: tuple[tuple[str, str, Related], ...] = ()
    """(title, date, why) of each document that has much to do with it."""
