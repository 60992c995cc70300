"""Where to read on from a document: by date, in its collection, and in what has most in common with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from ..calendar import Order, in_time
from ..model import Comparison, Document, Span
from .addresses import Addresses, document_uri
from .onward import sort_key
from .views import Item, Site

MOST_PARALLEL = 3
"""Documents that say most of the same and are named: those to read next, not all of them."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A document to read on in."""

    id: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """Where to read on from a document. Nothing in it counts: where one is added, only its neighbors' change."""

    by_date: tuple[Stop | None, Stop | None] = (None, None)
    """The one before it and the one after it; None at an end, and for a document without a date."""
    by_collection: tuple[Stop | None, Stop | None] = (None, None)
    by_parallel: tuple[Stop, ...] = ()
    """Those that have most words in common with it, the most first."""


NOWHERE = ReadingOrder()


def reading_orders(site: Site, parallel: Mapping[str, Sequence[str]]) -> Mapping[str, ReadingOrder]:
    """Return each document's reading order; `parallel` has, by an id, the ids of those most like it, the most first."""
    stops = {each.id: Stop(each.id, each.title, each.value("date")) for each in site.archive.documents}
    by_date = _neighbors([each for each in site.archive.documents if each.value("date")], stops)
    by_collection = _in_collections(site.archive.documents, stops)
    nobody = (None, None)
    return {
        id_: ReadingOrder(
            by_date.get(id_, nobody),
            by_collection.get(id_, nobody),
            tuple(stops[other] for other in parallel.get(id_, ())[:MOST_PARALLEL]),
        )
        for id_ in stops
    }


def most_parallel(comparisons: Iterable[Comparison]) -> Mapping[str, Sequence[str]]:
    """Return, by a document's id, those that have parallels with it: first those with most of its words in common."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for each in comparisons:
        found[each.a].append((-_covered(parallel.a for parallel in each.parallels), each.b))
        found[each.b].append((-_covered(parallel.b for parallel in each.parallels), each.a))
    return {id_: [other for _, other in sorted(some)] for id_, some in found.items()}


def _covered(spans: Iterable[Span]) -> int:
    """Return how many code points lie in the spans, each counted once: several parallels may have the same words."""
    covered = reached = 0
    for span in sorted(spans):
        covered += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return covered


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a reading order, as a page shows it."""

    label: str
    rel: str
    """`prev` or `next`; empty where that is not told to browsers: a page has one of each."""
    item: Item


def ways(order: ReadingOrder, origin: str, addresses: Addresses) -> Iterator[tuple[str, list[Step]]]:
    """Yield each way on that there is: what it is called, and its steps."""

    def step(label: str, stop: Stop, rel: str = "") -> Step:
        address = Markup(addresses.relative(origin, document_uri(stop.id)))
        return Step(label, rel, Item(stop.title, address, stop.date))

    told = (("By date", order.by_date, DIRECTIONS), ("In its collection", order.by_collection, ("", "")))
    for name, around, rels in told:
        steps = [step(PLACES[n], stop, rels[n]) for n, stop in enumerate(around) if stop]
        if steps:
            yield name, steps
    if order.by_parallel:
        yield "Most words in common", [step("", stop) for stop in order.by_parallel]


PLACES, DIRECTIONS = ("Before", "After"), ("prev", "next")


Neighbors = Mapping[str, tuple[Stop | None, Stop | None]]


def _in_collections(documents: Iterable[Document], stops: Mapping[str, Stop]) -> Neighbors:
    """Return the neighbors of each document in its collection: by date, then by title; those without a date last."""
    collections: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.value("collection"):
            collections[document.value("collection")].append(document)
    found: dict[str, tuple[Stop | None, Stop | None]] = {}
    for some in collections.values():
        found |= _neighbors(sorted(some, key=_by_date_and_title), stops)
    return found


def _by_date_and_title(document: Document) -> tuple[Order, tuple[str, str], str]:
    return in_time(document.value("date")), sort_key(document.title), document.id


def _neighbors(documents: Sequence[Document], stops: Mapping[str, Stop]) -> Neighbors:
    """Return, by a document's id, the one before it and the one after it."""
    in_order = [None, *(stops[document.id] for document in documents), None]
    around = zip(pairwise(in_order[:-1]), in_order[2:], strict=True) if documents else ()
    return {here.id: (before, after) for (before, here), after in around if here}
