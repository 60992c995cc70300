"""What an archive's documents have to do with one another: what says the same, when, and who is named beside whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from . import cache as caching
from .cache import Cache
from .comparisons import make_comparisons
from .making import Work, encode, of_all
from .model import Archive, Companion, Document, Related
from .relate import Subject, companions, related, statements, subject, timeline


def connect(archive: Archive, keys: Sequence[str], work: Work) -> Archive:
    """Return the archive with its connections; `keys` are what its documents are kept by, in their order."""
    comparisons = make_comparisons(archive.documents, work)
    compared = replace(
        archive,
        comparisons=comparisons,
        statements=statements(comparisons, archive.documents),
        timeline=timeline(archive.documents),
    )
    return _related(compared, keys, work.cache)


def _related(archive: Archive, keys: Sequence[str], cache: Cache) -> Archive:
    """Return the archive with who is named beside whom, and which documents are related.

    That is kept by what all the documents are made from, which is all that it depends on.
    """
    name = caching.key("connections", *keys)
    cache.path(SUBJECTS)  # it is used, though nobody asks for it today
    found = cache.get(name, tuple[dict[str, tuple[Companion, ...]], dict[str, tuple[Related, ...]]])
    if found is None:
        paged = {entity.id for entity in archive.entities if not entity.merged_into}
        paged |= {entity.id for entity in archive.found if entity.has_page}
        subjects = _subjects(archive.documents, cache)
        parallels = {(each.a, each.b): len(each.parallels) for each in archive.comparisons}
        nearest = related(archive.documents, subjects, paged, parallels)
        found = dict(companions(archive.documents, paged)), dict(nearest)
        cache.put(name, found)
    return replace(archive, companions=found[0], related=found[1])


SUBJECTS = "subjects-of-all"
"""What the words of all documents that could tell their subjects are kept as."""


def _subjects(documents: Sequence[Document], cache: Cache) -> list[Subject]:
    """Return the words of each document that could tell its subject."""

    def make(missing: Sequence[int]) -> list[bytes]:
        return [encode(subject(documents[place].text)) for place in missing]

    decode = msgspec.msgpack.Decoder(Subject).decode
    names = [caching.key("subject", document.sha256) for document in documents]
    return [decode(data) for data in of_all(cache, SUBJECTS, names, make)]
