"""What the documents found, gathered by name: how often, where, in which forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...forms import key, territory
from ...model import EntityType, FoundName

SURE_SHARE = 0.75
"""Of all mentions of a form: so many of one type, and the others are taken for a finder's mistake."""


class Name(NamedTuple):
    """The fullest form of an entity in some document, and what it was taken for."""

    type: EntityType
    name: str


@dataclass(slots=True)
class Tally:
    """What documents tell of a name. Counts, so that the order of the documents is all one."""

    documents: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    evidence: float = 0.0

    def add(self, document: str, found: FoundName) -> None:
        self.documents.add(document)
        self.forms.update(dict(found.forms))
        self.evidence = max(self.evidence, found.evidence)


def gather(found: Iterable[tuple[str, tuple[FoundName, ...]]]) -> Mapping[Name, Tally]:
    """Return the names that documents found, in order."""
    tallies: dict[Name, Tally] = defaultdict(Tally)
    for document, names in found:
        for name in names:
            tallies[Name(name.type, name.name)].add(document, name)
    return dict(sorted(tallies.items()))


def identity(name: str) -> str:
    """Return the key of a name, which a country's names have in common."""
    return territory(name) or key(name)


def settle_types(tallies: Mapping[Name, Tally]) -> Mapping[Name, EntityType]:
    """Return what each name is taken for: what nearly all mentions of it are, else what its document took it for."""
    weights: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name, tally in tallies.items():
        weights[identity(name.name)][name.type] += tally.forms.total()
    settled: dict[Name, EntityType] = {}
    for name in tallies:
        counts = weights[identity(name.name)]
        best = max(sorted(counts), key=counts.__getitem__)
        settled[name] = best if counts[best] >= SURE_SHARE * counts.total() else name.type
    return settled
