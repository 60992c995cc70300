"""One document: which of its names are one entity's. What could be two stays two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from ...forms import Joined, PersonName, is_acronym, person_name, plain
from ...glossary import Glossary
from ...model import LOCAL, Entity, EntityType, FoundName, Mention, Span
from .beside import named_beside
from .brackets import explained
from .joining import join_acronyms, join_alike, join_last_names, join_organizations, join_people
from .nodes import Node, nodes_of
from .pairs import with_pairs_apart

LINKED_EVIDENCE = 0.8
"""At most, of a form that only an entry can mean: less than a last name that the entry's own rules find."""

Clustered = tuple[tuple[Mention, ...], tuple[FoundName, ...]]


def cluster(text: str, names: Sequence[Mention], curated: Sequence[Mention], glossary: Glossary) -> Clustered:
    """Return the mentions found in a document with the entities that they name, and those entities.

    A mention's entity is `#n`, the nth (from 0) of the names returned; or the id of an entry that the document names
    elsewhere, where the form can mean no other. `curated` are those mentions of entries.
    """
    ordered = sorted(names, key=lambda mention: (mention.span, mention.type, mention.found_by))
    nodes = with_pairs_apart(text, ordered, nodes_of(text, ordered))
    known = _known_nodes(curated, glossary)
    beside = named_beside(text, _people(text, ordered, nodes, curated))
    groups = _join(nodes, known, explained(text, ordered, nodes), beside)
    linked = _linked(groups, known, glossary)
    members: dict[Node, list[int]] = defaultdict(list)
    for place, node in enumerate(nodes):
        if node not in linked:
            members[groups.find(node)].append(place)
    found: list[FoundName] = []
    mentions = list(ordered)
    for number, places in enumerate(members.values()):
        found.append(_found_name([nodes[place] for place in places], [ordered[place] for place in places]))
        for place in places:
            mentions[place] = replace(ordered[place], entity=f"{LOCAL}{number}", type=found[-1].type)
    for place, node in enumerate(nodes):
        if node in linked:
            mentions[place] = _link(ordered[place], linked[node], glossary)
    return tuple(mentions), tuple(found)


@lru_cache(maxsize=2)
def _entries(glossary: Glossary) -> Mapping[str, tuple[Entity, ...]]:
    """Return by the id of each standing entry what people wrote of it: itself, and what was merged into it."""
    entries: dict[str, list[Entity]] = defaultdict(list)
    for entity in glossary.entities:
        target = glossary.find(entity.id)
        if target:
            entries[target.id].append(entity)
    return {id_: tuple(some) for id_, some in entries.items()}


def _known_nodes(curated: Sequence[Mention], glossary: Glossary) -> list[Node]:
    """Return the nodes of the names of the entries that a document names."""
    return [
        Node(entity.type, plain(form), entity_id)
        for entity_id in sorted({mention.entity for mention in curated})
        for entity in _entries(glossary).get(entity_id, ())
        for form in (entity.name, *entity.aliases)
    ]


def _people(
    text: str, names: Sequence[Mention], nodes: Sequence[Node], curated: Sequence[Mention]
) -> Sequence[tuple[Span, str]]:
    """Return where people are named, entries among them, with the forms, in order."""
    known = (
        (mention.span, plain(text[mention.span.start : mention.span.end]))
        for mention in curated
        if mention.type == "person"
    )
    found = ((mention.span, node.form) for mention, node in zip(names, nodes, strict=True) if node.type == "person")
    return sorted([*known, *found])


def _join(
    nodes: Sequence[Node],
    known: Sequence[Node],
    acronyms: Iterable[tuple[Node, str]],
    beside: Set[PersonName],
) -> Joined[Node]:
    joined: Joined[Node] = Joined()
    distinct = list(dict.fromkeys([*known, *nodes]))
    join_alike(distinct, joined)
    join_people(distinct, joined, beside)
    join_acronyms(acronyms, distinct, joined)
    join_organizations(distinct, joined)
    join_last_names(distinct, joined, frozenset(map(joined.find, known)))
    return joined


def _linked(joined: Joined[Node], known: Sequence[Node], glossary: Glossary) -> Mapping[Node, str]:
    """Return the nodes that can mean one entry only, with its id. What an entry says it is not, it is not."""
    linked: dict[Node, str] = {}
    for group in joined.groups().values():
        ids = {node.entity for node in group if node.entity}
        if len(ids) == 1:
            (entity_id,) = ids
            friends = {plain(form) for entity in _entries(glossary)[entity_id] for form in entity.false_friends}
            linked |= {node: entity_id for node in group if not node.entity and node.form not in friends}
    return linked


def _link(mention: Mention, entity_id: str, glossary: Glossary) -> Mention:
    type_ = glossary.by_id[entity_id].type
    return replace(mention, entity=entity_id, type=type_, evidence=min(mention.evidence, LINKED_EVIDENCE))


def _found_name(nodes: Sequence[Node], mentions: Sequence[Mention]) -> FoundName:
    """Return what one entity's nodes and mentions, which stand beside each other, make together."""
    weights: dict[EntityType, float] = defaultdict(float)
    for node, mention in zip(nodes, mentions, strict=True):
        weights[node.type] += mention.evidence
    type_ = max(sorted(weights), key=lambda one: weights[one])
    agreeing: dict[EntityType, float] = defaultdict(float)
    for mention in mentions:
        agreeing[mention.type] += mention.evidence
    share = agreeing[type_] / (sum(agreeing.values()) or 1)
    forms = Counter(node.form for node in nodes)
    evidence = max(mention.evidence for mention in mentions) * share
    return FoundName(type_, fullest(type_, forms), tuple(sorted(forms.items())), round(evidence, 4))


def fullest(type_: EntityType, forms: Mapping[str, int]) -> str:
    """Return the form that tells most: of a person without titles, else the longest that is no acronym."""
    if type_ == "person":
        names = {person_name(form): count for form, count in sorted(forms.items())}
        return max(names, key=lambda name: (name.fullness[:2], names[name], name.fullness, name.shown)).shown
    bare = {form.removeprefix("the "): count for form, count in sorted(forms.items())}
    return max(bare, key=lambda form: (not is_acronym(form), len(form.split()), bare[form], form)) or max(forms)
