"""What the documents found, gathered by name: how often, where, in which forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from ...forms import is_acronym, is_company, person_name, territory
from ...model import EntityType, FoundName

SURE_SHARE = 0.75
"""Of all mentions of a form: so many of one type, and no last name of that form is anybody's."""


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
            same = Name(name.type, name.name)
            tally = tallies.get(same)
            if tally is None:
                tally = tallies[same] = Tally()
            tally.add(document, name)
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


def settle_types(tallies: Mapping[Name, Tally], identities: Mapping[Name, str]) -> Mapping[Name, EntityType]:
    """Return what each name is taken for: what most mentions of it in the archive are, for a finder errs at times.

    What is written as a company somewhere ("Acme Inc.") is one, and so is an organization's acronym where no more
    mentions speak against it. A last name stays apart from a place or an organization of that name if somebody is named
    in full with it, unless nearly all mentions are of one type.
    """
    mixed = _mixed(identities)
    weights: dict[str, dict[EntityType, float]] = {same: {} for same in mixed}
    for name, same in identities.items():
        if same in mixed:
            counts = weights[same]
            counts[name.type] = counts.get(name.type, 0.0) + tallies[name].mentions * tallies[name].evidence
    lasts = _last_names(tallies) if mixed else frozenset()
    companies = {same for name, same in identities.items() if same in mixed and is_company(name.name)}
    acronyms = _acronyms(tallies)
    settled: dict[Name, EntityType] = {}
    for name, same in identities.items():
        if same in companies or name.name in acronyms:
            settled[name] = "organization"
        else:
            settled[name] = _settled(name, weights[same], lasts) if same in mixed else name.type
    return settled


def _acronyms(tallies: Mapping[Name, Tally]) -> Set[str]:
    """Return the acronyms that documents give for organizations, unless more mentions say a person or a place."""
    given: dict[str, float] = {}
    for name, tally in tallies.items():
        if name.type == "organization" and not is_acronym(name.name) and len(tally.forms) > 1:
            for form, count in tally.forms.items():
                if is_acronym(form) and not territory(form):
                    given[form] = given.get(form, 0.0) + count * tally.evidence
    if not given:
        return frozenset()
    others: dict[str, dict[EntityType, float]] = {form: {} for form in given}
    for name, tally in tallies.items():
        if name.name in given:
            weight = tally.mentions * tally.evidence
            if name.type == "organization":
                given[name.name] += weight
            else:
                others[name.name][name.type] = others[name.name].get(name.type, 0.0) + weight
    return {form for form, weight in given.items() if weight >= max(others[form].values(), default=0.0)}


def _mixed(identities: Mapping[Name, str]) -> Set[str]:
    """Return the identities that were found with several types."""
    types: dict[str, EntityType] = {}
    return {same for name, same in identities.items() if types.setdefault(same, name.type) != name.type}


def _last_names(names: Iterable[Name]) -> frozenset[str]:
    """Return the last names of the people who are named in full."""
    parts = (person_name(name.name) for name in names if name.type == "person")
    return frozenset(name.last for name in parts if name.full)


def _settled(name: Name, weights: Mapping[EntityType, float], lasts: Set[str]) -> EntityType:
    best = max(sorted(weights), key=weights.__getitem__)
    person = person_name(name.name)
    if person.full or person.last not in lasts or weights[best] >= SURE_SHARE * sum(weights.values()):
        return best
    if name.type == "person":
        return "person"
    return max(sorted(weights.keys() - {"person"}), key=weights.__getitem__)
