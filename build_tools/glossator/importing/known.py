"""What an import needs to know of the archive: which document an address is, and which notes are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from ..model import FORMER_ID, Document, Problem
from .notes import DIGEST, Draft, Imported

TRACKING = re.compile(r"utm_\w{1,40}|fbclid|gclid|mc_[ce]id")
"""Parameters that tell where a reader came from, and not which page it is."""
LONGEST_ADDRESS = 4000
"""Characters. Browsers cut longer ones."""


@dataclass(frozen=True, slots=True)
class Known:
    """The archive as an import sees it."""

    documents: frozenset[str]
    """Ids."""
    by_address: Mapping[str, frozenset[str]]
    """The ids of the documents that have an address, by the address as `plain_address` makes it."""
    notes: Mapping[str, str]
    """The paths of the notes that are there, by `DOCUMENT/NAME`; those from elsewhere by `DOCUMENT` and digest, too."""
    otherwise: str = ""
    """The document of what has an address that none has, or several; or nothing."""

    def documents_of(self, addresses: Iterable[str]) -> Sequence[str]:
        """Return the document that has one of the addresses; none, or several in the order of their ids."""
        found: set[str] = set()
        for address in addresses:
            found |= self.by_address.get(plain_address(address), frozenset())
        if len(found) != 1 and self.otherwise and (not found or self.otherwise in found):
            return (self.otherwise,)
        return sorted(found)

    def path_of(self, draft: Draft) -> str:
        """Return where the note is that the draft would become, whatever its first words are now; or nothing."""
        by_name = self.notes.get(f"{draft.document}/{draft.name}")
        return by_name or self.notes.get(_key(draft.document, draft.name), "")


def imported(drafts: Iterable[Draft], known: Known, problems: tuple[Problem, ...]) -> Imported:
    """Return the drafts as those that are new and those that are there already; of one path only the first."""
    by_path = {draft.path: draft for draft in reversed(list(drafts))}
    places = [(draft, known.path_of(draft)) for draft in reversed(by_path.values())]
    new = tuple(draft for draft, path in places if not path)
    return Imported(new, tuple(path for _, path in places if path), problems)


def _key(document: str, name: str) -> str:
    """Return what a note that comes from elsewhere is known by; its own name for any other."""
    digest = DIGEST.search(name)
    return f"{document}{digest[0]}" if digest else f"{document}/{name}"


def know(
    documents: Iterable[Document], page: Callable[[str], str], notes: Iterable[str] = (), otherwise: str = ""
) -> Known:
    """Return what an import needs of an archive; `page` gives the address at which a document is published."""
    by_address: dict[str, set[str]] = {}
    ids: set[str] = set()
    for document in documents:
        ids.add(document.id)
        for address in (document.value("url"), *map(page, (document.id, *document.values(FORMER_ID)))):
            if plain := plain_address(address):
                by_address.setdefault(plain, set()).add(document.id)
    frozen = {address: frozenset(some) for address, some in by_address.items()}
    named = [(path, *path.removesuffix(".md").split("/")[1:]) for path in notes if path.count("/") == 2]
    there = {_key(document, name): path for path, document, name in named}
    there |= {f"{document}/{name}": path for path, document, name in named}
    return Known(frozenset(ids), frozen, there, otherwise)


def plain_address(address: str) -> str:
    """Return an address without what makes no other page of it.

    That is the scheme of the web, `www.`, a port that is usual, the slash at the end, the fragment, and parameters that
    only count readers. What cannot be read as an address is returned as it is.
    """
    if len(address) > LONGEST_ADDRESS:
        return ""
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return address.strip()
    scheme = "" if parts.scheme in ("", "http", "https") else f"{parts.scheme}:"
    named = host if port in (None, 80, 443) else f"{host}:{port}"
    kept = [pair for pair in parts.query.split("&") if pair and not TRACKING.fullmatch(pair.partition("=")[0])]
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~").rstrip("/")
    return f"{scheme}{named}{path}{'?' * bool(kept)}{'&'.join(kept)}"
