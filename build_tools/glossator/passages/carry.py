"""A document's passages and those of its ledger: ids go on, new ones stand between, old ones still lead somewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Document, Place, Problem, Retired
from .alike import alike, went_to
from .ledger import Ledger, load
from .numbers import with_new
from .prints import Print, exact_hash
from .same import same

SHOWN = 5
"""Ids that a message names of some."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of old passages in a new text; all by their places."""

    stays: Mapping[int, int]
    """Of an old passage: which of the new ones it is."""
    went: Mapping[int, tuple[Place, int]]
    """Of each other one: how it stands to which of the new ones."""


def align(old: Sequence[Print], new: Sequence[str]) -> Alignment:
    """Tell what became of the old passages. `new` are the words of the new ones, of which there is one at least."""
    letters = [each.letters for each in old]
    pairs = same([each.exact for each in old], [exact_hash(words) for words in new], letters)
    found, compared = alike(old, new, pairs)
    stays = pairs | found
    into = went_to(old, new, compared)
    went: dict[int, tuple[Place, int]] = {}
    before: int | None = None
    for place in range(len(old)):
        if place in stays or place in into:
            before = stays.get(place, into.get(place))
        if place in into:
            went[place] = ("into", into[place])
        elif place not in stays:
            went[place] = ("before", 0) if before is None else ("after", before)
    return Alignment(stays, went)


def keep_ids(document: Document, path: str, data: bytes) -> tuple[Document, tuple[Problem, ...]]:
    """Return the document with the ids that the ledger in this file gives its passages, and what is worth telling.

    Nothing but ids depends on a ledger; one that is wrong is a problem, and the passages are numbered as without it.
    """
    ledger = load(path, data)
    if isinstance(ledger, Problem):
        return document, (ledger,)
    kept = with_ledger(document, ledger)
    return kept, _changes(kept, ledger, path)


def with_ledger(document: Document, ledger: Ledger) -> Document:
    if not document.blocks:
        return document
    old = [passage.print for passage in ledger.passages]
    alignment = align(old, [document.words_of(block.span) for block in document.blocks])
    ids = _ids(len(document.blocks), ledger, alignment)
    blocks = tuple(replace(block, id=id_) for block, id_ in zip(document.blocks, ids, strict=True))
    return replace(document, blocks=blocks, retired=tuple(_retired(ledger, alignment, ids)))


def _ids(count: int, ledger: Ledger, alignment: Alignment) -> list[str]:
    kept: list[str | None] = [None] * count
    for old, new in alignment.stays.items():
        kept[new] = ledger.passages[old].id
    every = [*(passage.id for passage in ledger.passages), *(each.id for each in ledger.retired)]
    return with_new(kept, every)


def _retired(ledger: Ledger, alignment: Alignment, ids: Sequence[str]) -> list[Retired]:
    """Return the ids that no passage has any more, with where they lead: those of before, then those that are new."""
    now = {
        ledger.passages[old].id: Retired(ledger.passages[old].id, ids[new], place)
        for old, (place, new) in sorted(alignment.went.items())
    }
    before = (
        replace(each, block=now[each.block].block, place=_together(each.place, now[each.block].place))
        if each.block in now
        else each
        for each in ledger.retired
    )
    return [*before, *now.values()]


def _together(first: Place, then: Place) -> Place:
    """Return how a passage stands to one to which another stands so, to which it stood so itself."""
    return then if first == "into" or then != "into" else first


def _changes(document: Document, ledger: Ledger, path: str) -> tuple[Problem, ...]:
    """Tell what the ledger does not know yet: the ids that it gives last only once it does."""
    hashes = {block.id: exact_hash(document.words_of(block.span)) for block in document.blocks}
    known = {passage.id: passage.print.exact for passage in ledger.passages}
    gone = {each.id for each in ledger.retired}
    new = [id_ for id_ in hashes if id_ not in known]
    retired = [each.id for each in document.retired if each.id not in gone]
    changed = [id_ for id_, each in hashes.items() if known.get(id_, each) != each]
    if [*hashes.items()] == [*known.items()]:
        return ()
    told = "; ".join(
        f"{name}: {_some(ids)}" for name, ids in (("new", new), ("gone", retired), ("other words", changed)) if ids
    )
    message = f"the document's passages changed since this was written ({told or 'their order'})"
    remedy = "see that the ids are right, then write it anew with `glossator build --keep-passages`, and commit it"
    return (Problem("I171", "info", path, message, remedy),)


def _some(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - SHOWN:,} more" if len(ids) > SHOWN else ""
    return f"{', '.join(ids[:SHOWN])}{more}"
