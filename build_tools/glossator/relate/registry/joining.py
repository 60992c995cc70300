"""Which names of the archive are one entity. What could be two stays two: a person joins them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from ...forms import (
    Joined,
    PersonName,
    core,
    later_names,
    person_name,
    same_organizations,
    same_people,
    shortened,
)
from ...model import EntityType
from .gathering import Name, Tally

ESTABLISHED = 2
"""Documents that name a person in full, for the last name alone to mean that person in others; or one where it does."""


@dataclass(frozen=True, slots=True)
class Joining:
    """The archive's names, joined."""

    groups: tuple[tuple[Name, ...], ...]
    shared: frozenset[Name]
    """Last names that stand alone in a document and that several people of the archive bear: nobody in particular."""


def join_names(
    tallies: Mapping[Name, Tally],
    types: Mapping[Name, EntityType],
    identities: Mapping[Name, str],
    known_lasts: Set[str],
) -> Joining:
    """Return the names joined. `known_lasts` are the keys of last names that people of the glossary bear."""
    joined: Joined[Name] = Joined()
    people = [name for name in tallies if types[name] == "person"]
    apart = _named_apart(people, tallies, identities)
    first: dict[tuple[str, str, str], Name] = {}
    for name in tallies:
        spelling = name.name if name in apart else ""
        joined.join([first.setdefault((types[name], identities[name], spelling), name), name])
    _join_people(people, tallies, apart, joined)
    _join_organizations([name for name in tallies if types[name] == "organization"], tallies, joined)
    shared = _join_last_names(people, tallies, known_lasts, joined)
    return Joining(tuple(tuple(group) for group in joined.groups().values()), shared)


def _named_apart(
    people: Iterable[Name], tallies: Mapping[Name, Tally], identities: Mapping[Name, str]
) -> frozenset[Name]:
    """Return the names that a document has beside another spelling of the same: it tells that they are two people."""
    alike: dict[str, list[Name]] = defaultdict(list)
    for name in people:
        if name.type == "person":
            alike[identities[name]].append(name)
    apart: set[Name] = set()
    for names in alike.values():
        seen: dict[str, Name] = {}
        for name in names if len(names) > 1 else ():
            for document in tallies[name].documents:
                other = seen.setdefault(document, name)
                if other != name:
                    apart |= {name, other}
    return frozenset(apart)


def _join_people(names: Iterable[Name], tallies: Mapping[Name, Tally], apart: Set[Name], joined: Joined[Name]) -> None:
    full = {name: parts for name in names if (parts := person_name(name.name)).full}
    beside = _named_beside(full, tallies)
    people = same_people(full.values(), beside)
    first: dict[object, Name] = {}
    for name, parts in full.items():
        joined.join([first.setdefault((people[parts], name.name if name in apart else ""), name), name])
    _join_later_names({name: parts for name, parts in full.items() if name not in apart}, tallies, beside, joined)


def _named_beside(full: Mapping[Name, PersonName], tallies: Mapping[Name, Tally]) -> Set[PersonName]:
    """Return the keys of the names that a document keeps apart from a longer one of which they are a part."""
    families: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name, parts in full.items():
        families[parts.last, parts.generation].append(name)
    beside: set[PersonName] = set()
    for family in families.values():
        together: dict[str, list[PersonName]] = defaultdict(list)
        for name in family if len(family) > 1 else ():
            for document in tallies[name].documents:
                together[document].append(full[name])
        beside.update(key for some in together.values() for key in shortened(some))
    return beside


def _join_later_names(
    full: Mapping[Name, PersonName], tallies: Mapping[Name, Tally], beside: Set[PersonName], joined: Joined[Name]
) -> None:
    """Join "Ann Roe" to the one "Mary Ann Roe" whom a document calls so."""
    names: dict[PersonName, list[Name]] = defaultdict(list)
    for name, parts in full.items():
        names[parts.key].append(name)
    for short, longer in later_names(full.values()).items():
        meant = [name for parts in longer for name in names[parts.key]]
        called = any(person_name(form).key == short for name in meant for form in tallies[name].forms)
        if called and len({joined.find(name) for name in meant}) == 1 and short not in beside:
            joined.join([*meant, *names[short]])


def _join_organizations(names: Iterable[Name], tallies: Mapping[Name, Tally], joined: Joined[Name]) -> None:
    claims: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    ordered = list(names)
    for name in ordered:
        if len(tallies[name].forms) > 1:
            whole = core(name.name)
            for short in map(core, tallies[name].forms):
                if short != whole:
                    claims[short].add(whole)
    cores = same_organizations((name.name for name in ordered), claims)
    first: dict[tuple[str, ...], Name] = {}
    for name in ordered:
        joined.join([first.setdefault(cores.find(core(name.name)), name), name])


@dataclass(slots=True)
class _Bearers:
    """Who can be meant by one word that stands for a person."""

    lasts: set[Name] = field(default_factory=set)
    """Those whose last name it is."""
    called: set[Name] = field(default_factory=set)
    """Those whom a document that names them in full calls so."""
    others: set[Name] = field(default_factory=set)
    """Those who have it among their first names."""


def _join_last_names(
    names: Iterable[Name], tallies: Mapping[Name, Tally], known_lasts: Set[str], joined: Joined[Name]
) -> frozenset[Name]:
    """Join the last names that one person alone bears, and return those that several do.

    A last name that a document keeps apart from its one bearer is somebody else's too.
    """
    bearers: dict[str, _Bearers] = defaultdict(_Bearers)
    in_full: dict[Name, set[str]] = defaultdict(set)
    alone = []
    for name in names:
        parts = person_name(name.name)
        if not parts.full:
            alone.append((name, parts.last))
            continue
        person = joined.find(name)
        in_full[person] |= tallies[name].documents
        bearers[parts.last].lasts.add(person)
        for word in parts.given:
            if not word.endswith("."):
                bearers[word].others.add(person)
        for short in map(person_name, tallies[name].forms):
            if not short.full:
                bearers[short.last].called.add(person)
    shared = set()
    for name, last in alone:
        could = bearers[last]
        people = could.lasts | could.called
        documents = {document for person in people for document in in_full[person]}
        if len(people | could.others) > 1 or (people and last in known_lasts) or documents & tallies[name].documents:
            shared.add(name)
        elif people and (could.called or len(documents) >= ESTABLISHED):
            joined.join([*people, name])
    return frozenset(shared)
