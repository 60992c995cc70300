"""The links that people write: where each `[[target]]` leads, what links back, and which lead nowhere."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping

from ..glossary import Glossary
from ..model import Backlink, Document, Entity, Link, Note, Problem, Target


class Targets:
    """Everything that can be linked to."""

    def __init__(self, documents: Iterable[Document], glossary: Glossary, notes: Iterable[Note]) -> None:
        self._glossary = glossary
        self._fragments: Mapping[str, set[str]] = {
            document.id: {block.id for block in document.blocks} for document in documents
        }
        for note in notes:
            if note.document in self._fragments:
                self._fragments[note.document].add(f"note-{note.id.split('/')[1]}")

    def find(self, address: str) -> Target | None:
        """Return what `people/x`, `DOCUMENT-ID`, `DOCUMENT-ID#p4` or `DOCUMENT-ID#note-NAME` leads to."""
        entity = self._glossary.find(address)
        if entity is not None:
            return Target("entity", entity.id)
        document, _, fragment = address.partition("#")
        if document in self._fragments and (not fragment or fragment in self._fragments[document]):
            return Target("document", document, fragment)
        return None

    def nearest(self, address: str) -> str:
        """Return the address most like one that leads nowhere, or an empty string."""
        document, _, fragment = address.partition("#")
        if fragment and document in self._fragments:
            known = [f"{document}#{other}" for other in self._fragments[document]]
        else:
            known = [*self._glossary.by_id, *self._fragments]
        return next(iter(difflib.get_close_matches(address, sorted(known), n=1)), "")


def follow(
    sources: Iterable[Note | Entity], targets: Targets, failed: Collection[str] = ()
) -> tuple[tuple[Backlink, ...], tuple[Problem, ...]]:
    """Return a backlink for each target that a note or entry links to, and a problem for each link to nothing.

    Documents that could not be read are problems already: `failed` has their ids, and links to them are passed over.
    """
    backlinks: list[Backlink] = []
    problems: list[Problem] = []
    for source in sources:
        seen = set()
        for link in _links(source):
            target = targets.find(link.target)
            if target is None and link.target.partition("#")[0] in failed:
                continue
            if target is None:
                problems.append(_broken(source, link, targets))
            elif target not in seen:
                seen.add(target)
                backlinks.append(Backlink(target, source))
    return tuple(backlinks), tuple(problems)


def _links(source: Note | Entity) -> Iterator[Link]:
    if isinstance(source, Note):
        yield from source.see
    yield from source.links


def _broken(source: Note | Entity, link: Link, targets: Targets) -> Problem:
    near = targets.nearest(link.target)
    message = f"`{link.target}` leads to nothing" + (f"; did you mean {near}?" if near else "")
    remedy = "link to an entry (people/vladimir-putin), a document (DOCUMENT-ID) or a passage of it (DOCUMENT-ID#p4)"
    return Problem("E501", "error", source.path, message, remedy, link.position.line, link.position.column)
