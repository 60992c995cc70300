"""The forms of one document, each with a type: what coreference joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...forms import addressed_as, identity, person_name, plain
from ...model import EntityType, Mention

WHOLE_SHARE = 1 / 3
"""Of a last name's evidence: from this share on that of a person, all but a place's is, unless a firm claims it."""

LONGEST_ADDRESS = 12
"""Code points of a form of address, with a space: "Monsieur "."""
OPENING = "“„«‹‘\"'(["
"""What may stand before the word, where a quotation or a remark begins with it."""


class Node(NamedTuple):
    """A form as it would be written, and what it is taken for. One of the glossary's has its entry's id."""

    type: EntityType
    form: str
    entity: str = ""
    address: str = ""
    """Where a document has a man and a woman of one last name: `man` or `woman`, as this one is addressed."""
    spelling: str = ""
    """Where a document names two people of one name side by side: how this one is spelled."""


def nodes_of(text: str, names: Sequence[Mention]) -> list[Node]:
    """Return the node of each mention. Of one form, mentions of several types get the one with the most evidence."""
    cleaned: dict[str, str] = {}
    forms = []
    for mention in names:
        raw = text[mention.span.start : mention.span.end]
        if raw not in cleaned:
            cleaned[raw] = plain(raw.partition(" (")[0]) or raw
        forms.append(cleaned[raw])
    types = _types(forms, names)
    found = zip(forms, names, strict=True)
    nodes = [Node(types.get((identity(form), name.type), name.type), form) for form, name in found]
    return _with_addresses(text, names, nodes)


def _with_addresses(text: str, names: Sequence[Mention], nodes: list[Node]) -> list[Node]:
    """Return the nodes with the address of each, where a last name is a man's in one place and a woman's in another."""
    found: dict[str, set[str]] = defaultdict(set)
    addresses = [
        addressed_as(_word_before(text, mention) + node.form) if node.type == "person" else ""
        for mention, node in zip(names, nodes, strict=True)
    ]
    for node, address in zip(nodes, addresses, strict=True):
        if address:
            found[person_name(node.form).last].add(address)
    if all(len(some) == 1 for some in found.values()):
        return nodes
    return [
        node._replace(address=address) if address and len(found[person_name(node.form).last]) > 1 else node
        for node, address in zip(nodes, addresses, strict=True)
    ]


def _word_before(text: str, mention: Mention) -> str:
    """Return the word right before a mention, and a space; nothing where another line holds it."""
    before = text[max(0, mention.span.start - LONGEST_ADDRESS) : mention.span.start]
    word = before.split()[-1].lstrip(OPENING) if before.endswith(" ") and before.split() else ""
    return f"{word} " if word else ""


def _types(forms: Sequence[str], names: Sequence[Mention]) -> Mapping[tuple[str, EntityType], EntityType]:
    """Return what a form that was found with a type is taken for, by its key and that type, where that is another."""
    weights: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for form, name in zip(forms, names, strict=True):
        weights[identity(form)][name.type] += name.evidence
    mixed = {form: found for form, found in weights.items() if len(found) > 1}
    if not mixed:
        return {}
    people = {form for form, name in zip(forms, names, strict=True) if name.type == "person"}
    last_names = frozenset(name.last for name in map(person_name, people) if name.full)
    starts = frozenset(
        identity(form.split()[0])
        for form, name in zip(forms, names, strict=True)
        if name.type == "organization" and " " in form
    )
    return {
        (form, type_): other
        for form, found in mixed.items()
        for type_, other in _settled(form, found, form in last_names, form in starts).items()
    }


def _settled(
    form: str, weights: Mapping[EntityType, float], is_last_name: bool, is_start: bool
) -> Mapping[EntityType, EntityType]:
    """Return what each type that a form was found with becomes. A place of somebody's name stays one."""
    winner = max(sorted(weights), key=lambda type_: weights[type_])
    if not is_last_name or "person" not in weights:
        return dict.fromkeys(weights, winner)
    if winner != "person" and (is_start or weights["person"] < WHOLE_SHARE * sum(weights.values())):
        return {type_: "person" if type_ == "person" else winner for type_ in weights}
    return {type_: "place" if type_ == "place" else "person" for type_ in weights}
