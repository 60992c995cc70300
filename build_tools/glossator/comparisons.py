"""The documents compared with one another: what is kept of it, and what several processes do anew."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from . import cache as caching
from .making import CHUNKS, Work, begin_chunks, encode, of_all
from .model import Comparison, Document, Parallel
from .relate.parallels.told import Told, told, told_key

if TYPE_CHECKING:
    from .relate.parallels.units import Units

# What reckons takes long to load, and most builds find all of it kept: it is imported where it is needed.

Pair = tuple[int, int]
"""Two documents by their numbers in the archive's order, the smaller first."""
Batch = tuple[Mapping[int, "Units"], Sequence[Pair], Mapping[int, frozenset[int]]]
"""Pairs that one process gets at a time, with their documents' units, and which of those are boilerplate."""

BATCH = 100
"""Pairs, at most: where there are few, each process gets as many as the others."""
PAIR_BYTES, CELLS_A_BYTE = 1_000, 4
"""It takes about as long to compare two documents as to read so much text, and a byte more for so many of their units,
each with each.
"""


def load_what_compares() -> None:
    """Load what reckons, ahead of its use: a new document is compared, and to load it takes a tenth of a second."""
    from .relate.parallels import boilerplate, candidates, units  # noqa: F401


def make_comparisons(documents: Sequence[Document], work: Work) -> tuple[Comparison, ...]:
    """Return every two documents that have parallels. Only what changed is compared anew."""
    if len(documents) < 2:
        return ()
    keys = [told_key(document) for document in documents]
    name = caching.key("comparisons", *(f"{document.id} {key}" for document, key in zip(documents, keys, strict=True)))
    names = [caching.key("units", key) for key in keys]
    kept = work.cache.get(name, tuple[Comparison, ...])
    if kept is None:
        units = _units(documents, names, work)
        kept = tuple(
            Comparison(documents[a].id, documents[b].id, some, (units[a].until, units[b].until))
            for (a, b), some in sorted(_parallels(units, names, work).items())
            if some
        )
        work.cache.put(name, kept)
    for each in (UNITS, PAIRS):
        work.cache.path(each)  # it is used, though nobody asks for it today
    return kept


UNITS, PAIRS = "units-of-all", "parallels-of-all"
"""What the units of all documents are kept as, and the parallels of all."""


def _units(documents: Sequence[Document], names: Sequence[str], work: Work) -> list[Units]:
    """Return each document's units: those that are kept under its name, else those that are made now."""
    from .relate.parallels.units import Units

    def make(missing: Sequence[int]) -> list[bytes]:
        some = [told(documents[place]) for place in missing]
        weights = [len(each.text) for each in some]
        return begin_chunks(_units_chunk, None, some, weights, work, "preparing", loaded=True)()

    decode = msgspec.msgpack.Decoder(Units).decode
    return [decode(data) for data in of_all(work.cache, UNITS, names, make)]


def _units_chunk(_: None, texts: Sequence[Told]) -> list[bytes]:
    from .relate.parallels.units import units_of

    return [encode(units_of(text)) for text in texts]


def _parallels(documents: Sequence[Units], names: Sequence[str], work: Work) -> dict[Pair, tuple[Parallel, ...]]:
    """Return the parallels of each two documents that are worth comparing."""
    from .relate.parallels.boilerplate import boilerplate
    from .relate.parallels.candidates import candidates

    common = boilerplate(documents)
    marks = [",".join(map(str, sorted(some))) for some in common]
    pairs = list(_side_by_side(candidates(documents)))
    keys = [caching.key("parallels", names[a], marks[a], names[b], marks[b]) for a, b in pairs]

    def make(missing: Sequence[int]) -> list[bytes]:
        some = [pairs[place] for place in missing]
        size = min(BATCH, -(-len(some) // CHUNKS)) or 1
        batches = [_batch(some[at : at + size], documents, common) for at in range(0, len(some), size)]
        weights = [_weight(batch) for batch in batches]
        made = begin_chunks(_compare_chunk, None, batches, weights, work, "comparing", loaded=True)()
        return [bytes(one) for data in made for one in msgspec.msgpack.decode(data, type=list[msgspec.Raw])]

    decode = msgspec.msgpack.Decoder(tuple[Parallel, ...]).decode
    return {pair: decode(data) for pair, data in zip(pairs, of_all(work.cache, PAIRS, keys, make), strict=True)}


def _side_by_side(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the pairs, breadth first: those of a document are near each other, so that few batches need it."""
    others: dict[int, list[int]] = defaultdict(list)
    for a, b in pairs:
        others[a].append(b)
        others[b].append(a)
    met: set[int] = set()
    for first in sorted(others):
        queue = deque([first])
        while queue:
            document = queue.popleft()
            if document in met:
                continue
            met.add(document)
            for other in others[document]:
                if other not in met:
                    yield min(document, other), max(document, other)
                    queue.append(other)


def _batch(pairs: Sequence[Pair], documents: Sequence[Units], common: Sequence[frozenset[int]]) -> Batch:
    needed = sorted({number for pair in pairs for number in pair})
    return {number: documents[number] for number in needed}, pairs, {number: common[number] for number in needed}


def _weight(batch: Batch) -> int:
    units, pairs, _ = batch
    return sum(PAIR_BYTES + len(units[a]) * len(units[b]) // CELLS_A_BYTE for a, b in pairs)


def _compare_chunk(_: None, batches: Iterable[Batch]) -> list[bytes]:
    from .relate.parallels.comparing import compare

    return [
        encode([compare(units[a], units[b], common[a], common[b]) for a, b in pairs])
        for units, pairs, common in batches
    ]
