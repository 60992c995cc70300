"""Which documents are versions of one another: a print version, a reprint, a page that was saved again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..files import sidecar_path
from ..model import Document, Problem


def versions(documents: Sequence[Document]) -> Mapping[str, tuple[str, ...]]:
    """Return, by the id of a document that has some, the ids of its other versions in the archive's order.

    Those that are versions of the same document are versions of one another.
    """
    known = {document.id for document in documents}
    groups: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        first = document.value("version_of")
        if first in known and first != document.id:
            root = next((name for name, group in groups.items() if first in group), first)
            groups[root] |= {root, first, document.id}
    found: dict[str, tuple[str, ...]] = {}
    for group in groups.values():
        members = [document.id for document in documents if document.id in group]
        found |= {each: tuple(other for other in members if other != each) for each in members}
    return found


def check_versions(documents: Sequence[Document], failed: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each `version_of` that names no document; those that could not be read are told elsewhere."""
    known = {document.id for document in documents} | failed
    for document in documents:
        first = document.value("version_of")
        if first and first not in known:
            message = f"`version_of` names `{first}`, which is no document of the archive"
            remedy = "give it the id of a document, or remove it"
            yield Problem("E112", "error", sidecar_path(document.path), message, remedy)
