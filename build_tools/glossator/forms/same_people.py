"""Which of many full names are one person's: by a tree of first names, so that no two names are ever compared.

Under each last name the words before it are the branches. An initial joins the one branch that it can stand for; a name
that ends where a single branch goes on is the same person as the branch ("Oleg Sidorov", "Oleg Petrovich Sidorov").
Where there are two to choose from ("Ann Roe" beside "Ann B. Roe" and "Ann C. Roe"), each name stays by itself. What a
ruler rules ("King John of X") is a last branch. A name that stands beside a longer one of which it is a part is
somebody else's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field

from .joined import Joined
from .people import PersonName


@dataclass(slots=True)
class _Branch:
    names: list[PersonName] = field(default_factory=list)
    """Those that end here."""
    branches: dict[str, _Branch] = field(default_factory=dict)


def same_people(names: Iterable[PersonName], beside: Set[PersonName] = frozenset()) -> Mapping[PersonName, PersonName]:
    """Return for each full name the fullest one of the same person. `beside` are the keys that `shortened` returned."""
    trees: dict[tuple[str, str], _Branch] = defaultdict(_Branch)
    whole: dict[str, list[PersonName]] = defaultdict(list)
    for name in sorted(set(names)):
        branch = trees[name.last, name.generation]
        for word in (*name.given, *name.realm):
            branch = branch.branches.setdefault(word, _Branch())
        branch.names.append(name)
        whole["".join((*name.given, name.last, name.generation, *name.realm))].append(name)
    people: Joined[PersonName] = Joined()
    for tree in trees.values():
        _settle(tree, beside, people)
    for same in whole.values():
        people.join(same)
    return {
        name: fullest
        for group in people.groups().values()
        for fullest in [max(group, key=lambda one: (one.fullness, one)) if len(group) > 1 else group[0]]
        for name in group
    }


def shortened(names: Collection[PersonName]) -> Set[PersonName]:
    """Return the keys of those that are another of the names without its last, or its first, first names."""
    if len(names) < 2:
        return frozenset()
    return {name.key for name in names} & {name.with_given(some) for name in names for some in _cut(name.given)}


def _cut(given: tuple[str, ...]) -> list[tuple[str, ...]]:
    ends = range(1, len(given))
    return [*(given[:end] for end in ends), *(given[begin:] for begin in ends)]


def later_names(names: Collection[PersonName]) -> Mapping[PersonName, Set[PersonName]]:
    """Return by the key of each name those that have another first name before it: "Mary Ann Roe" by "Ann Roe".

    Not where "Mary Roe" is among the names, too.
    """
    keys = {name.key for name in names}
    longer: dict[PersonName, set[PersonName]] = defaultdict(set)
    for name in names:
        if len(name.given) > 1:
            longer[name.with_given(name.given[1:])].add(name)
    return {
        short: longs
        for short, longs in longer.items()
        if short in keys and not any(_is_cut(long, keys) for long in longs)
    }


def _is_cut(name: PersonName, keys: Set[PersonName]) -> bool:
    """Tell whether a name is among others without the last of its first names."""
    return any(name.with_given(name.given[:end]) in keys for end in range(1, len(name.given)))


def _settle(branch: _Branch, beside: Set[PersonName], people: Joined[PersonName]) -> PersonName | None:
    """Join the names of a branch; return one of its person, or None where it holds several people."""
    _place_initials(branch.branches)
    settled = [_settle(other, beside, people) for _, other in sorted(branch.branches.items())]
    if any(name.key in beside for name in branch.names):
        return None
    people.join(branch.names)
    own = branch.names[0] if branch.names else None
    if len(settled) == 1 and settled[0] is not None:
        people.join([settled[0], *branch.names])
        return settled[0]
    return None if settled else own


def _place_initials(branches: dict[str, _Branch]) -> None:
    """Move each initial's branch onto the one that it can stand for, if there is only one."""
    by_start: dict[str, list[str]] = defaultdict(list)
    for word in branches:
        if not word.endswith("."):
            for length in (1, 2):
                by_start[word[:length]].append(word)
    for initial in sorted((word for word in branches if word.endswith(".")), key=lambda word: (-len(word), word)):
        meant = by_start.get(initial[:-1], ())
        if len(meant) == 1:
            _graft(branches[meant[0]], branches.pop(initial))


def _graft(onto: _Branch, branch: _Branch) -> None:
    onto.names += branch.names
    for word, other in branch.branches.items():
        if word in onto.branches:
            _graft(onto.branches[word], other)
        else:
            onto.branches[word] = other
