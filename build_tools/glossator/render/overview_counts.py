"""How much an archive holds, and from when to when its documents are."""

from __future__ import annotations

from dataclasses import dataclass

from ..calendar import stretch
from ..model import TYPE_FOLDERS, Day
from .addresses import COMPARED, found_uri, index_uri
from .onward import indexes
from .overview_ways import Way
from .time_words import say_date
from .views import TYPE_LABELS, Site, many

COUNTED_TYPES = ("people", "organizations", "places")
"""Of entries, those that stand among the figures; the list of parts counts all."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many there are of something, and the page that lists them, if one does."""

    count: int
    unit: str
    uri: str = ""
    more: str = ""
    more_uri: str = ""


def figures(site: Site, words: int) -> tuple[Figure, ...]:
    """Return the figures; of what there is none, only that there is no document."""
    documents = len(site.archive.documents)
    listed = (
        Figure(documents, _unit(documents, "document"), index_uri("documents")),
        Figure(words, _unit(words, "word")),
        *(_entries(site, folder) for folder in COUNTED_TYPES),
        Figure(notes := _notes(site), _unit(notes, "note"), index_uri("notes")),
        Figure(dates := _dates(site), _unit(dates, "date mentioned", "dates mentioned"), index_uri("timeline")),
    )
    return tuple(figure for figure in listed if figure.count or figure.more or figure is listed[0])


def dated_from(site: Site) -> str:
    """Return from when to when the documents are, each end as precise as its date tells it; or nothing."""
    begins: list[tuple[Day, str]] = []
    ends: list[tuple[Day, str]] = []
    for document in site.archive.documents:
        date = document.value("date")
        days = stretch(date) if date else None
        first, last = (days.first or days.last, days.last or days.first) if days else (None, None)
        if first and last:
            begin, _, end = date.partition("/")
            begins.append((first, date if date[:1] in "[{" or begin in ("", "..") else begin))
            ends.append((last, date if date[:1] in "[{" or end in ("", "..") else end))
    if not begins:
        return ""
    first_said, last_said = say_date(min(begins)[1]), say_date(max(ends)[1])
    said = first_said if first_said == last_said else f"{first_said} to {last_said}"
    undated = len(site.archive.documents) - len(begins)
    return f"{said}; {undated:,} without a date" if undated else said


def parts(site: Site) -> tuple[Way, ...]:
    """Return the way to every index, with how much it lists."""
    counted = {
        index_uri("documents"): many(len(site.archive.documents), "document"),
        index_uri("sources"): _some(len({each.value("source") for each in site.archive.documents} - {""}), "source"),
        index_uri("collections"): many(len(site.collections), "collection"),
        index_uri(COMPARED): many(_pairs(site), "comparison"),
        index_uri("notes"): many(_notes(site), "note"),
        index_uri("timeline"): _some(_dates(site), "date"),
    }
    for folder in TYPE_FOLDERS:
        counted[index_uri(folder)] = many(_reviewed(site, folder), "entry")
        counted[found_uri(folder)] = many(_found(site, folder), "name")
    return tuple(Way(name, uri, tally=counted.get(uri, "")) for name, uri in indexes(site))


def _entries(site: Site, folder: str) -> Figure:
    count, found = _reviewed(site, folder), _found(site, folder)
    one, several = (label.lower() for label in TYPE_LABELS[TYPE_FOLDERS[folder]])
    more = (f"{found:,} {'more, ' if count else ''}not reviewed", found_uri(folder)) if found else ("", "")
    return Figure(count, _unit(count, one, several), index_uri(folder) if count else "", *more)


def _unit(count: int, one: str, several: str = "") -> str:
    return many(count, one, several).split(" ", 1)[1]


def _some(count: int, one: str) -> str:
    return many(count, one) if count else ""


def _reviewed(site: Site, folder: str) -> int:
    return sum(each.id.startswith(f"{folder}/") and not each.merged_into for each in site.archive.entities)


def _found(site: Site, folder: str) -> int:
    return sum(id_.startswith(f"{folder}/") for id_ in site.found)


def _notes(site: Site) -> int:
    """Return how many notes stand in a document."""
    return sum(len(document.anchors) for document in site.archive.documents)


def _dates(site: Site) -> int:
    return sum(not dated.own for dated in site.archive.timeline)


def _pairs(site: Site) -> int:
    return len({each.page for some in site.compared.values() for each in some if each.page})
