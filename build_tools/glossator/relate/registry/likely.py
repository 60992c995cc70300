"""Entities that may be the same, though not surely enough to be made one: what a person looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ...forms import acronym_key, core, initials, is_acronym, key, person_name, same_first_name, without_trade
from ...model import EntityType

MOST = 8
"""Entities that one trace may lead to; more of them are a common name, and tell nothing."""

Named = tuple[str, EntityType, tuple[str, ...]]
"""An id, a type, and plain forms."""


def likely(entities: Iterable[Named]) -> Mapping[str, tuple[str, ...]]:
    """Return by id the ids of those who may be the same, sorted: each of the two has the other."""
    offers: dict[str, list[str]] = defaultdict(list)
    seeks: dict[str, list[str]] = defaultdict(list)
    for id_, type_, forms in entities:
        traces = {trace for form in forms for trace in _traces(type_, form)}
        for trace, offered, sought in traces:
            if offered:
                offers[trace].append(id_)
            if sought:
                seeks[trace].append(id_)
    found: dict[str, set[str]] = defaultdict(set)
    for trace, seekers in seeks.items():
        others = offers.get(trace, ())
        if 0 < len(others) <= MOST and len(seekers) <= MOST:
            for seeker in seekers:
                for other in others:
                    if other != seeker:
                        found[seeker].add(other)
                        found[other].add(seeker)
    return {id_: tuple(sorted(others)) for id_, others in found.items()}


def _traces(type_: EntityType, form: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield what a form has in common with others that may be the same: (trace, offered, sought) each.

    Those who seek a trace are like those who offer it; two who only offer it are not like one another.
    """
    yield f"form {key(form)}", True, True
    if type_ == "person":
        name = person_name(form)
        yield f"last {name.last}", name.full, not name.full
        if name.full:
            yield f"first {same_first_name(name.given[0])[:1]} {name.last}", True, name.given[0].endswith(".")
            yield f"first {same_first_name(name.given[0])} {name.last}", True, True
    elif type_ == "organization":
        whole = core(form)
        yield f"core {' '.join(whole)}", True, True
        yield f"core {' '.join(without_trade(whole))}", False, True
        if is_acronym(form):
            yield f"acronym {acronym_key(form)}", False, True
        for acronym in initials(form):
            yield f"acronym {acronym}", True, False
