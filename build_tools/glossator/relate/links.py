"""The links that people write: where each `[[target]]` leads, what links back, and which lead nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ..glossary import Glossary
from ..model import Backlink, Document, Entity, Link, Note, Place, Problem, Retired, Target

NOTE = "note-"
"""Begins the part of an address that names a note."""
NEAREST_SCORE = 60
"""Percent. An address less alike is not what anybody meant."""
MOST_NEAREST = 100
"""Addresses that lead to nothing for which that is looked for, each once: a file may have thousands of links, and a
document 50,000 passages."""


class Targets:
    """Everything that can be linked to."""

    def __init__(
        self,
        documents: Sequence[Document],
        glossary: Glossary,
        notes: Iterable[Note],
        former: Mapping[str, str] = MappingProxyType({}),
        renamed: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`former` has, by each id that a document had once, the one that it has now; `renamed` the same of notes."""
        self._glossary = glossary
        self._former = former
        self._renamed = renamed
        self._fragments: Mapping[str, set[str]] = {
            document.id: {block.id for block in document.blocks} for document in documents
        }
        self._retired: Mapping[str, dict[str, Retired]] = {
            document.id: {each.id: each for each in document.retired} for document in documents
        }
        for note in notes:
            if note.document in self._fragments:
                self._fragments[note.document].add(f"{NOTE}{note.id.split('/')[1]}")

    def find(self, address: str) -> Target | None:
        """Return what `people/x`, `DOCUMENT-ID`, `DOCUMENT-ID#p4` or `DOCUMENT-ID#note-NAME` leads to."""
        entity = self._glossary.find(address)
        if entity is not None:
            return Target("entity", entity.id)
        document, _, fragment = address.partition("#")
        document = self._former.get(document, document)
        if document not in self._fragments:
            return None
        if fragment.startswith(NOTE):
            fragment = self._note_now(document, fragment)
        if not fragment or fragment in self._fragments[document] or fragment in self._retired[document]:
            return Target("document", document, fragment)
        return None

    def _note_now(self, document: str, fragment: str) -> str:
        """Return the part of an address that names a note, with the name that the note has now."""
        now = self._renamed.get(f"{document}/{fragment.removeprefix(NOTE)}")
        return f"{NOTE}{now.partition('/')[2]}" if now else fragment

    def retired(self, target: Target) -> Retired | None:
        """Return what became of the passage that an address leads to, where the document has it no more."""
        return self._retired[target.id].get(target.fragment) if target.kind == "document" else None

    def nearest(self, address: str) -> str:
        """Return the address most like one that leads nowhere, or an empty string."""
        from rapidfuzz import fuzz, process  # only a broken link leads here

        def most_like(sought: str, known: Iterable[str]) -> str:
            some = sorted(known, reverse=True)
            found = process.extractOne(sought, some, scorer=fuzz.ratio, score_cutoff=NEAREST_SCORE)
            return found[0] if found else ""

        document, _, fragment = (part.strip() for part in address.partition("#"))
        fragment = fragment.partition(":")[0]  # `p4:12-58` are words of p4
        document = self._former.get(document, document)
        if not fragment or document not in self._fragments:
            document = most_like(document, [*self._glossary.by_id, *self._fragments])
            return f"{document}#{fragment}" if fragment in self._fragments.get(document, ()) else document
        return most_like(f"{document}#{fragment}", (f"{document}#{other}" for other in self._fragments[document]))


def follow(
    sources: Iterable[Note | Entity], targets: Targets, failed: Collection[str] = (), found: Collection[str] = ()
) -> tuple[tuple[Backlink, ...], tuple[Problem, ...]]:
    """Return a backlink for each target that a note or entry links to, and a problem for each link to nothing.

    A link to an entry that was merged, or to a document or note that had another id, leads to what it is now, and that
    is told. A link to a passage that is no more leads to where its words went, and what became of them is told.

    Documents that could not be read are problems already: `failed` has their ids, and links to them are passed over.
    `found` has the ids of whom and what the documents name without an entry: their pages come and go with the texts.
    """
    backlinks: list[Backlink] = []
    problems: list[Problem] = []
    nearest: dict[str, str] = {}
    for source in sources:
        leads: dict[Target, int | None] = {}
        for number, link in _links(source):
            target = targets.find(link.target)
            if target is not None:
                problems += _otherwise(source, link, target, targets)
                if leads.get(target) is None:
                    leads[target] = number
            elif link.target in found:
                problems.append(_only_found(source, link))
            elif link.target.partition("#")[0] not in failed:
                if link.target not in nearest and len(nearest) < MOST_NEAREST:
                    nearest[link.target] = targets.nearest(link.target)
                problems.append(_broken(source, link, nearest.get(link.target, "")))
        backlinks += (Backlink(target, source, number) for target, number in leads.items())
    return tuple(backlinks), tuple(problems)


def _otherwise(source: Note | Entity, link: Link, target: Target, targets: Targets) -> Iterator[Problem]:
    """Yield what is worth knowing of a link that does not lead to what its words say."""
    now = f"{target.id}#{target.fragment}" if target.fragment else target.id
    if link.target != now:
        yield _renamed(source, link, now)
    retired = targets.retired(target)
    if retired is not None:
        yield _outdated(source, link, target.id, retired)


def _links(source: Note | Entity) -> Iterator[tuple[int | None, Link]]:
    """Yield each link of a note or entry, with which one of its text's it is."""
    if isinstance(source, Note):
        yield from ((None, link) for link in source.see)
    yield from enumerate(source.links)


def _broken(source: Note | Entity, link: Link, near: str) -> Problem:
    message = f"`{link.target}` leads to nothing" + (f"; did you mean {near}?" if near else "")
    remedy = (
        "link to an entry (people/vladimir-putin), a document (DOCUMENT-ID), a passage of it (DOCUMENT-ID#p4) or a note"
        " on it (DOCUMENT-ID#note-NAME)"
    )
    return Problem("E501", "error", source.path, message, remedy, link.position.line, link.position.column)


def _only_found(source: Note | Entity, link: Link) -> Problem:
    message = f"`{link.target}` has no entry: it is a name that the program found by itself"
    remedy = f"make it an entry first: glossator suggest --write {link.target}"
    return Problem("E501", "error", source.path, message, remedy, link.position.line, link.position.column)


BECAME: Mapping[Place, str] = {
    "into": "its words stand in {block} now",
    "after": "its words are gone; it stood behind {block}",
    "before": "its words are gone; it stood before {block}",
}
"""What is told of a passage that is no more."""


def _renamed(source: Note | Entity, link: Link, now: str) -> Problem:
    """Return what is worth knowing of a link by a name that is no more. It leads to what has another now."""
    message = f"`{link.target}` is `{now}` now, and the link leads there"
    position = link.position
    return Problem("I503", "info", source.path, message, f"write `{now}`", position.line, position.column)


def _outdated(source: Note | Entity, link: Link, document: str, retired: Retired) -> Problem:
    """Return what is worth knowing of a link to a passage that the document has no more. It still leads there."""
    became = BECAME[retired.place].format(block=retired.block)
    message = f"{document} has no passage {retired.id} any more: {became}"
    remedy = f"see whether {document}#{retired.block} is what is meant, and write that"
    return Problem("I502", "info", source.path, message, remedy, link.position.line, link.position.column)
