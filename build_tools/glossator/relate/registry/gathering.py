"""What the documents found, gathered by name: how often, where, in which forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    forms: dict[str, int] = field(default_factory=dict)
    mentions: int = 0
    evidence: float = 0.0

    def add(self, document: str, found: FoundName) -> None:
        self.documents.add(document)
        forms = self.forms
        for form, count in found.forms:
            forms[form] = forms.get(form, 0) + count
            self.mentions += count
        if found.evidence > self.evidence:
            self.evidence = found.evidence


def gather(found: Iterable[tuple[str, tuple[FoundName, ...]]]) -> Mapping[Name, Tally]:
    """Return the names that documents found, in order."""
    tallies: dict[Name, Tally] = {}
    for document, names in found:
        for name in names:
            tallies.setdefault(Name(name.type, name.name), Tally()).add(document, name)
    return {name: tallies[name] for name in sorted(tallies)}


def add_up(tallies: Sequence[Tally]) -> Tally:
    """Return the tally of several names that are one entity."""
    if len(tallies) == 1:
        return tallies[0]
    total = Tally(evidence=max(tally.evidence for tally in tallies))
    for tally in tallies:
        total.documents |= tally.documents
        total.mentions += tally.mentions
        for form, count in tally.forms.items():
            total.forms[form] = total.forms.get(form, 0) + count
    return total


def identity(name: str) -> str:
    """Return the key of a name, which a country's names have in common."""
    return territory(name) or key(name)


def settle_types(tallies: Mapping[Name, Tally], identities: Mapping[Name, str]) -> Mapping[Name, EntityType]:
    """Return what each name is taken for: what nearly all mentions of it are, else what its document took it for."""
    types: dict[str, EntityType] = {}
    mixed: set[str] = set()
    for name, same in identities.items():
        if types.setdefault(same, name.type) != name.type:
            mixed.add(same)
    weights: dict[str, Counter[EntityType]] = {same: Counter() for same in mixed}
    for name, same in identities.items():
        if same in mixed:
            weights[same][name.type] += tallies[name].mentions
    sure: dict[str, EntityType] = {}
    for same, counts in weights.items():
        best = max(sorted(counts), key=counts.__getitem__)
        if counts[best] >= SURE_SHARE * counts.total():
            sure[same] = best
    return {name: sure.get(same, name.type) for name, same in identities.items()}
