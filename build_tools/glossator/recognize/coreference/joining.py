"""Which of a document's nodes are one entity. Surely: by whole names. Loosely: by what a short form leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from ...forms import (
    Joined,
    PersonName,
    core,
    identity,
    is_acronym,
    is_company,
    key,
    later_names,
    person_name,
    same_organizations,
    same_people,
    territory,
    with_countries,
    with_starts,
    without_trade,
)
from .nodes import Node


def join_alike(nodes: Iterable[Node], joined: Joined[Node]) -> None:
    """Join what is one name in two spellings, whatever its type; a territory's names are one too."""
    first: dict[tuple[str, ...], Node] = {}
    for node in nodes:
        country = territory(node.form)
        same = ("", country) if country else (node.type, node.address, node.spelling, identity(node.form))
        joined.join([first.setdefault(same, node), node])


def join_people(nodes: Iterable[Node], joined: Joined[Node], beside: Set[PersonName] = frozenset()) -> None:
    """Join the full names of each person. `beside` are keys of names that stand in one sentence with a longer one."""
    full = {node: name for node in nodes if node.type == "person" and (name := person_name(node.form)).full}
    people = same_people(full.values(), beside)
    first: dict[object, Node] = {}
    for node, name in full.items():
        joined.join([first.setdefault((people[name], node.spelling), node), node])
    _join_later_names({node: name for node, name in full.items() if not node.spelling}, beside, joined)


def _join_later_names(full: Mapping[Node, PersonName], beside: Set[PersonName], joined: Joined[Node]) -> None:
    """Join who is named without the first of several first names, where one person alone can be meant."""
    nodes: dict[PersonName, list[Node]] = defaultdict(list)
    for node, name in full.items():
        nodes[name.key].append(node)
    for short, longer in later_names(full.values()).items():
        meant = {joined.find(node) for name in longer for node in nodes[name.key]}
        if len(meant) == 1 and short not in beside:
            joined.join([*meant, *nodes[short]])


def join_acronyms(explained: Iterable[tuple[Node, str]], nodes: Iterable[Node], joined: Joined[Node]) -> None:
    """Join each acronym that the text explains to its long form, unless it explains it in two ways."""
    longs: dict[str, set[Node]] = defaultdict(set)
    for long, acronym in explained:
        longs[key(acronym)].add(long)
    for node in nodes:
        meant = longs.get(key(node.form), ()) if is_acronym(node.form) else ()
        if len({joined.find(long) for long in meant}) == 1:
            joined.join([*meant, node])


def join_organizations(nodes: Sequence[Node], joined: Joined[Node]) -> None:
    """Join the forms of each organization: without its kind, its trade, by its acronym, by the words it starts with."""
    organizations = [node for node in nodes if node.type == "organization"]
    found = [node for node in organizations if not node.entity]
    countries = with_countries(core(node.form) for node in found)
    cores = same_organizations((node.form for node in organizations), {}, countries, _named_before(found))
    first: dict[tuple[str, ...], Node] = {}
    for node in organizations:
        joined.join([first.setdefault(cores.find(core(node.form)), node), node])


def _named_before(organizations: Sequence[Node]) -> Mapping[tuple[str, ...], frozenset[tuple[str, ...]]]:
    """Return by each core the longer ones that start with it and that the text names before it.

    A company's name with its kind is short for nothing: "Acme Corp." is not "Acme Film Fund".
    """
    order = {core(node.form): place for place, node in reversed(list(enumerate(organizations)))}
    whole = {core(node.form) for node in organizations if is_company(node.form)}
    return {
        short: frozenset(longer)
        for short, longer in with_starts(order).items()
        if short in order and short not in whole and min(order[core] for core in longer) < order[short]
    }


def join_last_names(nodes: Sequence[Node], joined: Joined[Node], of_entries: Set[Node]) -> None:
    """Join each last name, or first name, that stands alone to the one person who can be meant.

    Where that is an entry's (its group is one of `of_entries`), it stays alone: the entry's own rules passed it over.
    So does what a company is called, too: the "Roe" of "Roe Motors".
    """
    people = [(node, person_name(node.form)) for node in nodes if node.type == "person"]
    bearers = _bearers(people, joined)
    companies = {without_trade(core(node.form)) for node in nodes if node.type == "organization"}
    alone = list(_alone(people))
    contested = {last for node, last in alone if node.address}
    for node, last in alone:
        meant = bearers.lasts.get(last) or bearers.others.get(last, set()) - {joined.find(node)}
        if last in contested:
            meant = {one for one in meant if node.address in bearers.addresses[one]} if node.address else set()
        if len(meant) == 1 and meant.isdisjoint(of_entries) and core(node.form) not in companies:
            joined.join([*meant, node])


def _alone(people: Iterable[tuple[Node, PersonName]]) -> Iterator[tuple[Node, str]]:
    """Yield each name that may be a part of another, with its key; of two words it may be a name of two first names."""
    for node, name in people:
        if not node.spelling and len(name.given) < 2:
            yield node, key(node.form) if name.full else _numbered(name)


class _Bearers(NamedTuple):
    """Who can be meant by a name that stands alone."""

    lasts: dict[str, set[Node]]
    """By a last name, those who bear it."""
    others: dict[str, set[Node]]
    """By a first name, those who have it."""
    addresses: dict[Node, set[str]]
    """By a person, how that person is addressed."""


def _bearers(people: Iterable[tuple[Node, PersonName]], joined: Joined[Node]) -> _Bearers:
    bearers = _Bearers(defaultdict(set), defaultdict(set), defaultdict(set))
    for node, name in people:
        if name.full:
            person = joined.find(node)
            bearers.addresses[person].add(node.address)
            bearers.lasts[name.last].add(person)
            bearers.lasts[_numbered(name)].add(person)
            for word in name.given:
                bearers.others[word].add(person)
    return bearers


def _numbered(name: PersonName) -> str:
    """Return the key of a last name with what tells those of one name apart: "otto ii", "roe jr"."""
    return f"{name.last} {name.generation}".rstrip()
