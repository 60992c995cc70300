"""The ids that documents had once: links and notes that still say them belong to what has another id now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ..files import sidecar_path
from ..model import FORMER_ID, Document, Problem


def former_ids(documents: Sequence[Document], failed: Collection[str] = ()) -> Mapping[str, str]:
    """Return, by each id that a document had once, the one that it has now.

    An id that a document has stays that document's, one that could not be read (`failed`) as well; one that two
    documents had leads to neither.
    """
    taken = {document.id for document in documents} | set(failed)
    claims = _claims(documents)
    return {former: some[0].id for former, some in claims.items() if len(some) == 1 and former not in taken}


def check_former_ids(documents: Sequence[Document], former: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each former id that is another's: addresses with it cannot lead to both."""
    paths = {document.id: document.path for document in documents}
    for id_, some in _claims(documents).items():
        if id_ not in former:
            for document in some:
                others = [other.path for other in some if other is not document]
                yield _taken(document, id_, others[0] if others else "", paths)


def _claims(documents: Sequence[Document]) -> Mapping[str, Sequence[Document]]:
    """Return, by each former id, the documents that had it."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        for former in dict.fromkeys(document.values(FORMER_ID)):
            found.setdefault(former, []).append(document)
    return found


def _taken(document: Document, former: str, claimed_by: str, paths: Mapping[str, str]) -> Problem:
    if former == document.id:
        message, remedy = f"`former_ids` names {former}, the id that the document has", "take it out"
    elif former in paths or not claimed_by:
        other = paths.get(former, "a document that could not be read")
        message = f"`former_ids` names {former}, which is the id of {other}"
        remedy = "take it out, or give the other document another `id`"
    else:
        message = f"`former_ids` names {former}, and so does that of {claimed_by}: it leads to neither"
        remedy = "take it out of one of the two"
    told = next(datum.origin for datum in document.metadata if (datum.name, datum.value) == (FORMER_ID, former))
    path = document.path if told.startswith("front matter") else sidecar_path(document.path)
    return Problem("E504", "error", path, message, remedy)
