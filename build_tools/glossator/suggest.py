"""What an entry would help most: found entities in the order of how much, each with where it is named."""

from __future__ import annotations

import difflib
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .drafts import entry_file
from .model import Archive, Document, FoundEntity, Span
from .spans import block_at

CONTEXTS = 3
"""Places that a suggestion shows: enough to see what is meant, on one screen with others."""
SHARED_REMEDY = "write entries of their full names, and say who is meant under `names` in the document's sidecar"
AROUND = 60
"""Code points of the text that are shown on each side of a name."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity is named."""

    document: str
    path: str
    block: str
    span: Span
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A found entity, and how much an entry for it would help."""

    entity: FoundEntity
    score: float
    likely: tuple[str, ...]
    """Ids of entries and found entities that may be the same."""
    places: tuple[Place, ...]


def suggest(archive: Archive, types: Sequence[str] = (), limit: int = 0) -> list[Suggestion]:
    """Return the found entities of these types (of all, if none is given), those first whose entry would help most."""
    wanted = [entity for entity in archive.found if not types or entity.type in types]
    shared = {entity.id for entity in archive.found if entity.shared}
    ranked = sorted(wanted, key=lambda entity: (-score(entity), entity.id))[: limit or None]
    places = _places(archive.documents, {entity.id for entity in ranked})
    return [
        Suggestion(entity, score(entity), _likely(archive, entity, shared), tuple(places.get(entity.id, ())))
        for entity in ranked
    ]


def _likely(archive: Archive, entity: FoundEntity, shared: Collection[str]) -> tuple[str, ...]:
    """Return who may be the same; a name that several bear is the same as none of them."""
    return tuple(other for other in archive.likely.get(entity.id, ()) if other not in shared)


def score(entity: FoundEntity) -> float:
    """Return how much an entry would help: a document more counts more than a mention more, and doubt halves it."""
    return round(entity.evidence * (math.log2(1 + entity.mentions) + 2 * math.log2(entity.documents)), 3)


def _places(documents: Sequence[Document], wanted: set[str]) -> Mapping[str, list[Place]]:
    """Return the first places that name each entity, of as many documents as there are."""
    found: dict[str, list[Place]] = {}
    rest: dict[str, list[Place]] = {}
    for document in documents:
        seen: set[str] = set()
        for mention in document.mentions:
            kept = rest if mention.entity in seen else found
            if mention.entity in wanted and len(kept.get(mention.entity, ())) < CONTEXTS:
                kept.setdefault(mention.entity, []).append(_place(document, mention.span))
            seen.add(mention.entity)
    return {entity: (found.get(entity, []) + rest.get(entity, []))[:CONTEXTS] for entity in found}


def _place(document: Document, span: Span) -> Place:
    block = block_at(document, span.start)
    return Place(
        document.id,
        document.path,
        block.id,
        span,
        _from_a_word(document.text[max(block.span.start, span.start - AROUND) : span.start], AROUND),
        document.words_of(span),
        _from_a_word(document.text[span.end : min(block.span.end, span.end + AROUND)][::-1], AROUND)[::-1],
    )


def _from_a_word(words: str, length: int) -> str:
    """Return what was cut to a length without the rest of the word that was cut."""
    return words[words.find(" ") + 1 :] if len(words) == length else words


def find(archive: Archive, name: str) -> FoundEntity | None:
    """Return the found entity of that id, name or form; of several, the one whose entry would help most."""
    named = [entity for entity in archive.found if name in (entity.id, entity.name, *dict(entity.forms))]
    return min(named, key=lambda one: (one.id != name, one.name != name, -score(one), one.id), default=None)


def namesakes(archive: Archive, entity: FoundEntity) -> tuple[str, ...]:
    """Return the ids of other found entities that have its name: an entry of that name is taken for all of them."""
    name = entity.name.casefold()
    return tuple(
        one.id for one in archive.found if one.id != entity.id and name in {form.casefold() for form in _names(one)}
    )


def named_as_last(archive: Archive, entity: FoundEntity) -> tuple[str, ...]:
    """Return the ids of found places and the like that are named as this person's last name: it is taken for hers."""
    if entity.type != "person":
        return ()
    last = entity.name.split()[-1]
    return tuple(one.id for one in archive.found if one.type != "person" and last in _names(one))


def taken_too(archive: Archive, entity: FoundEntity) -> Iterator[str]:
    """Yield what an entry of this name takes for itself besides, and how to keep it from that."""
    if others := namesakes(archive, entity):
        yield f"of the same name: {', '.join(others)}; what is named so is taken for this entry now, too"
        yield "where another is meant, say so under `names` in the document's sidecar"
    if others := named_as_last(archive, entity):
        yield f"the last name is also that of {', '.join(others)}; where it stands alone, it is taken for this entry"
        yield "if that is wrong, write the last name under `not` in the entry"


def _names(entity: FoundEntity) -> tuple[str, ...]:
    return (entity.name, *dict(entity.forms))


def hint_at(archive: Archive, name: str) -> str:
    """Return the name or id most like one that was not found, or where all of them are told."""
    known = [words for found in archive.found for words in (found.name, found.id)]
    known += [words for entry in archive.entities for words in (entry.name, entry.id)]
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else "all that were found: glossator suggest --limit 0"


def why_no_entry(archive: Archive, entity: FoundEntity) -> str:
    """Return why no entry of this name can be right, and what to do instead; an empty string where one can."""
    if not entity.shared:
        return ""
    return f"several bear the name {entity.name}{_bearers(archive.likely.get(entity.id, ()))}: {SHARED_REMEDY}"


def _bearers(ids: Sequence[str]) -> str:
    return f" ({', '.join(ids)})" if ids else ""


def as_row(suggestion: Suggestion) -> Mapping[str, object]:
    """Return a suggestion as a row for other programs."""
    entity = suggestion.entity
    return {
        "entity": entity.id,
        "type": entity.type,
        "name": entity.name,
        "forms": [{"text": form, "count": count} for form, count in entity.forms],
        "documents": entity.documents,
        "mentions": entity.mentions,
        "evidence": entity.evidence,
        "score": suggestion.score,
        "has_page": entity.has_page,
        "likely": list(suggestion.likely),
        "places": [
            {
                "document": place.document,
                "path": place.path,
                "block": place.block,
                "start": place.span.start,
                "end": place.span.end,
                "text": place.words,
            }
            for place in suggestion.places
        ],
        "file": None if entity.shared else entry_file(entity)[0],
    }


def as_sum(shown: int, archive: Archive) -> str:
    """Return how many of the found names are told, and what to do next."""
    if not archive.found:
        return "no name was found in the documents that the glossary does not have"
    return f"{shown:,} of {len(archive.found):,} found names; --write NAME makes an entry's file"


def as_lines(suggestion: Suggestion, entries: Mapping[str, str]) -> Iterator[str]:
    """Yield a suggestion as people read it; `entries` has the name of each entry of the glossary, by its id."""
    entity = suggestion.entity
    counts = f"mentions: {entity.mentions:,}; documents: {entity.documents:,}; {entity.sure} sure"
    yield f"{entity.name}  ({entity.type}; {counts})  {entity.id}"
    others = [form for form, _ in entity.forms if form != entity.name]
    if others:
        yield f"    taken for the same: {', '.join(others)}"
    if entity.shared:
        yield f"    several bear this name{_bearers(suggestion.likely)}: {SHARED_REMEDY}"
    for other in () if entity.shared else suggestion.likely:
        if other in entries:
            yield f"    perhaps the same as the entry {other} ({entries[other]}): add the name to its `aliases`"
        else:
            yield f"    perhaps the same as {other}: if so, write one entry, and the other's name into its `aliases`"
    for place in suggestion.places:
        said = " ".join(f"{place.before}[{place.words}]{place.after}".split())
        yield f"    {place.document}#{place.block}: {said}"
