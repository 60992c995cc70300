"""Which documents are versions of one another: a print version, a reprint, a page that was saved again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..files import sidecar_path
from ..model import Document, Problem


def versions(documents: Sequence[Document], former: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return, by the id of a document that has some, the ids of its other versions in the archive's order.

    Those that are versions of the same document are versions of one another. `former` has, by each id that a document
    had once, the one that it has now.
    """
    leads_to = {document.id: document.id for document in documents}
    for document in documents:
        first = document.value("version_of")
        first = former.get(first, first)
        if first in leads_to:
            leads_to[_root(leads_to, document.id)] = _root(leads_to, first)
    groups: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        groups[_root(leads_to, document.id)].append(document.id)
    return {
        each: tuple(other for other in group if other != each)
        for group in groups.values()
        for each in group
        if len(group) > 1
    }


def _root(leads_to: dict[str, str], name: str) -> str:
    """Return the one of a group of versions that all of it lead to, and make the way there shorter (union-find)."""
    while leads_to[name] != name:
        leads_to[name] = leads_to[leads_to[name]]
        name = leads_to[name]
    return name


def check_versions(
    documents: Sequence[Document], failed: frozenset[str], former: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each `version_of` that names no other document; those not read are told elsewhere."""
    known = {document.id for document in documents} | failed | former.keys()
    for document in documents:
        first = document.value("version_of")
        if former.get(first, first) == document.id:
            message, remedy = "`version_of` names the document itself", "give it the id of another one, or remove it"
            yield Problem("E112", "error", sidecar_path(document.path), message, remedy)
        elif first and first not in known:
            message = f"`version_of` names `{first}`, which is no document of the archive"
            remedy = "give it the id of a document, or remove it"
            yield Problem("E112", "error", sidecar_path(document.path), message, remedy)
