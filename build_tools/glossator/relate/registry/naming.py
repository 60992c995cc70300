"""What a found entity is called, and the id under which it has its page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping

from ...files import slug
from ...forms import bare, is_acronym, person_name, territory, territory_name
from ...model import TYPE_FOLDERS, EntityType

FOLDERS: Mapping[EntityType, str] = {type_: folder for folder, type_ in TYPE_FOLDERS.items()}
LONGEST_STEP = 80
"""Letters of an id's step (`files.ID_STEP`)."""
LATIN = re.compile(r"[a-z]")
DIGITS = 8
"""Of a hash that stands for a name without Latin letters: 32 bits, and what collides is numbered."""


def shown_name(type_: EntityType, forms: Mapping[str, int]) -> str:
    """Return what to call an entity: a person by the commonest full name, else the commonest form but an acronym.

    What headlines have in capitals is called so only where nobody writes it otherwise.
    """
    if len(forms) == 1 and type_ not in ("person", "place"):
        return next(iter(forms))
    if type_ == "person":
        counts: dict[str, int] = {}
        for form, count in sorted(forms.items()):
            name = person_name(form).shown
            counts[name] = counts.get(name, 0) + count
        if len(counts) == 1:
            return next(iter(counts))
        cut = _cut_names(counts)
        return max(
            counts,
            key=lambda name: (*person_name(name).known, not name.isupper(), name not in cut, counts[name], name),
        )
    country = next(filter(None, map(territory, sorted(forms))), "")
    if country and (territory_name(country) in forms or all(map(is_acronym, forms))):
        return territory_name(country)
    return max(sorted(forms), key=lambda form: (not is_acronym(form), not form.isupper(), forms[form], len(form)))


def _cut_names(names: Iterable[str]) -> set[str]:
    """Return those that only lack the first of another's first names: "Ann Roe" beside "Mary Ann Roe"."""
    parts = {name: person_name(name) for name in names}
    later = {(some.last, some.given[begin:]) for some in parts.values() for begin in range(1, len(some.given))}
    return {name for name, some in parts.items() if (some.last, some.given) in later}


def base_id(type_: EntityType, name: str) -> str:
    """Return the id that an entity of that name gets if no other has it: `people/angela-merkel`."""
    words = bare(name.removeprefix("The ").removeprefix("the "))
    step = slug(words)
    if not LATIN.search(words):
        step = f"name-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"
    return f"{FOLDERS[type_]}/{step}"


def free_ids(bases: Iterable[str], taken: Collection[str]) -> list[str]:
    """Return each id, or where it is taken (as `taken` by the glossary) the first of `-2`, `-3` ... that is free."""
    used = set(taken)
    numbers: dict[str, int] = {}
    given = []
    for base in bases:
        folder, _, step = base.partition("/")
        id_ = base
        while id_ in used:
            number = numbers[base] = numbers.get(base, 1) + 1
            id_ = f"{folder}/{step[: LONGEST_STEP - len(str(number)) - 1].rstrip('-')}-{number}"
        used.add(id_)
        given.append(id_)
    return given
