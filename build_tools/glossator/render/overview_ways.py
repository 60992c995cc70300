"""Ways into an archive: who is named most, and documents to begin with, each for a reason that can be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..calendar import in_time, stretch
from ..model import Document, Entity, FoundEntity
from .addresses import compare_uri, document_uri, entity_uri
from .time_words import say_date
from .views import Site, many, short

MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Way:
    """A line that leads to a page."""

    name: str
    uri: str
    tally: str = ""
    type: str = ""
    """Of an entry: its type."""


def most_named(site: Site) -> tuple[tuple[Way, ...], bool]:
    """Return the entries that most documents name, and of as many, those with more mentions.

    Where no entry is named that a person wrote, those are returned that the program found, and False.
    """
    entries = _named(site, (entity for entity in site.archive.entities if not entity.merged_into))
    if entries:
        return entries, True
    return _named(site, site.found.values()), False


def _named(site: Site, entities: Iterable[Entity | FoundEntity]) -> tuple[Way, ...]:
    counted = [
        (-len(counts), -sum(counts), entity.id, entity.name, counts, entity.type)
        for entity in entities
        if (counts := [count for _, count in site.archive.named_in.get(entity.id, ())])
    ]
    return tuple(
        Way(name, entity_uri(id_), f"{sum(counts):,} in {many(len(counts), 'document')}", type_)
        for _, _, id_, name, counts, type_ in sorted(counted)[:MOST_NAMED]
    )


def ways_in(site: Site) -> tuple[Way, ...]:
    """Return documents to begin with; of an archive of a single one there is no choice."""
    documents = site.archive.documents
    if len(documents) < 2:
        return ()
    reasons: dict[str, list[str]] = {}
    for document, reason in _reasons(site, documents):
        reasons.setdefault(document.id, []).append(reason)
    found = (Way(site.documents[id_].title, document_uri(id_), " · ".join(some)) for id_, some in reasons.items())
    return (*found, *_compared(site))


def _reasons(site: Site, documents: Sequence[Document]) -> Iterator[tuple[Document, str]]:
    """Yield what singles a document out; where two share the first place, it singles out none."""
    earliest = _earliest(documents)
    if earliest:
        yield earliest, f"the earliest, {say_date(earliest.value('date'))}"
    entries = (entity.id for entity in site.archive.entities if not entity.merged_into)
    named = Counter(document for id_ in entries for document, _ in site.archive.named_in.get(id_, ()))
    naming = _first([(named[each.id], each) for each in documents])
    if naming:
        yield naming, f"names the most, {many(named[naming.id], 'entry')} of the glossary"
    noted = _first([(len(each.anchors), each) for each in documents])
    if noted:
        yield noted, f"most notes, {len(noted.anchors):,}"


def _earliest(documents: Sequence[Document]) -> Document | None:
    """Return the document all of whose date lies before that of any other; 1840 does not lie before March 1840."""
    dated = [(in_time(each.value("date")), days, each) for each in documents if (days := stretch(each.value("date")))]
    if len(dated) < 2:
        return None
    (_, first, document), (_, second, _) = sorted(dated, key=lambda known: known[0])[:2]
    sure = first.last and second.first and first.last < second.first
    return document if sure else None


def _first(counted: Sequence[tuple[int, Document]]) -> Document | None:
    """Return the document with the highest count, if only one has it."""
    most = max(count for count, _ in counted)
    having = [document for count, document in counted if count == most]
    return having[0] if most and len(having) == 1 else None


def _compared(site: Site) -> Iterator[Way]:
    """Yield the two documents that stand side by side and have most passages in common."""
    pairs = sorted((-each.parallels, each.page) for some in site.compared.values() for each in some if each.page)
    if pairs:
        count, (a, b) = pairs[0]
        name = f"{short(site.documents[a].title)} beside {short(site.documents[b].title)}"
        yield Way(name, compare_uri(a, b), f"most in common, {many(-count, 'parallel passage')}")
