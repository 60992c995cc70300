"""Which of many forms are one organization's: by its core, its acronym, and what its short form leaves out.

A short form joins a longer one only where there is one that it can stand for; what could be two stays by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from .joined import Joined
from .organizations import acronym_key, core, initials, is_acronym, is_too_common, without_country, without_trade
from .territories import territory

Core = tuple[str, ...]
Claims = Mapping[Core, Set[Core]]
"""By the core of a short form, the cores of the longer forms that texts give it for."""

LONGEST_START = 4
"""Words of a longer name that its short form may keep."""


def same_organizations(forms: Iterable[str], claims: Claims, *nearby: Claims) -> Joined[Core]:
    """Return the cores of the forms, joined: by what a trade adds, by claims, by initials, then by what is `nearby`."""
    ordered = sorted(set(forms))
    joined: Joined[Core] = Joined()
    for form in ordered:
        joined.join([core(form), (territory(form),)] if territory(form) else [core(form)])
    cores = dict.fromkeys(map(core, ordered))
    acronyms = _acronyms(ordered)
    rules: tuple[Claims, ...] = (with_trades(cores), claims, acronyms, *nearby)
    for short in cores:
        _join_short(short, rules, joined)
    return joined


def _join_short(short: Core, rules: Iterable[Claims], joined: Joined[Core]) -> None:
    """Join a short form to the one organization that the first rule to name exactly one says it is."""
    for longer in rules:
        meant = {joined.find(core) for core in longer.get(short, ())}
        if len(meant) == 1:
            joined.join([*meant, short])
            return


def with_trades(cores: Iterable[Core]) -> Claims:
    """Return by each core the cores that only a trade makes longer: "Acme Motors" by "Acme"."""
    longer: dict[Core, set[Core]] = defaultdict(set)
    for whole in cores:
        short = without_trade(whole)
        if short != whole:
            longer[short].add(whole)
    return longer


def with_starts(cores: Iterable[Core]) -> Claims:
    """Return by each first word, or first few words, the cores that start with them."""
    longer: dict[Core, set[Core]] = defaultdict(set)
    for whole in cores:
        for length in range(1, min(len(whole), LONGEST_START + 1)):
            if not is_too_common(whole[:length]):
                longer[whole[:length]].add(whole)
    return longer


def _acronyms(forms: Iterable[str]) -> Claims:
    """Return by the core of each acronym among the forms the cores of the forms that have its initials."""
    wanted = {acronym_key(form): core(form) for form in forms if is_acronym(form)}
    longer: dict[Core, set[Core]] = defaultdict(set)
    for form in forms:
        for acronym in initials(form):
            if acronym in wanted:
                longer[wanted[acronym]].add(core(form))
    return longer


def with_countries(cores: Iterable[Core]) -> Claims:
    """Return by each core the cores that only a country in front makes longer: "US Coast Guard" by "Coast Guard"."""
    longer: dict[Core, set[Core]] = defaultdict(set)
    for whole in cores:
        if without_country(whole) != whole:
            longer[without_country(whole)].add(whole)
    return longer
