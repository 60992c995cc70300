"""The registry: whom and what the archive's documents name, each with an id, whatever the order of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from ...forms import identity, person_name
from ...glossary import Glossary
from ...model import EntityType, FoundEntity, FoundName
from .gathering import Name, Tally, add_up, gather, settle_types
from .joining import join_names
from .known import Known
from .likely import Named, likely
from .naming import base_id, free_ids, shown_name


@dataclass(frozen=True, slots=True)
class Registry:
    """The found entities of an archive, and which of them each document's found names are."""

    entities: tuple[FoundEntity, ...] = ()
    """In the order of their ids."""
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a document's id, for each of its found names in their order: a found entity's id, or an entry's."""


def register(found: Iterable[tuple[str, tuple[FoundName, ...]]], glossary: Glossary) -> Registry:
    """Return the registry of what documents found: (document id, its found names) each.

    A name that is written as a form of exactly one entry is that entry.
    """
    documents = sorted(found)
    tallies = gather(documents)
    known = Known(glossary)
    ids = {name: id_ for name in tallies if (id_ := known.entry(name.name))}
    unknown = {name: tally for name, tally in tallies.items() if name not in ids}
    identities = {name: identity(name.name) for name in unknown}
    types = settle_types(unknown, identities)
    joining = join_names(unknown, types, identities, known.last_names)
    drafts = sorted(_draft(group, unknown, types) for group in joining.groups)
    given = free_ids([base_id(draft.type, draft.name) for draft in drafts], {entity.id for entity in glossary.entities})
    for draft, id_ in zip(drafts, given, strict=True):
        ids |= dict.fromkeys(draft.group, id_)
    entities = (_entity(ids[draft.group[0]], draft, joining.shared) for draft in drafts)
    return Registry(
        tuple(sorted(entities, key=lambda entity: entity.id)),
        {document: tuple(ids[Name(name.type, name.name)] for name in names) for document, names in documents},
    )


def likenesses(registry: Registry, glossary: Glossary) -> Mapping[str, tuple[str, ...]]:
    """Return by the id of an entry or a found entity those that may be the same, sorted; for a person to decide."""
    return likely([*map(_traced, registry.entities), *Known(glossary).named()])


class _Draft(NamedTuple):
    """An entity that has no id yet, in the order in which ids are given: by name, so that new documents change few."""

    type: EntityType
    name: str
    group: tuple[Name, ...]
    tally: Tally


def _draft(group: tuple[Name, ...], tallies: Mapping[Name, Tally], types: Mapping[Name, EntityType]) -> _Draft:
    """Return what the names of a group make together."""
    weights: Counter[EntityType] = Counter()
    for name in group:
        weights[types[name]] += tallies[name].mentions
    type_ = max(sorted(weights), key=weights.__getitem__)
    tally = add_up([tallies[name] for name in group])
    # A document may know a fuller name than any form in its text: the one in its title.
    known = {name.name: 0 for name in group} | tally.forms
    return _Draft(type_, shown_name(type_, known), group, tally)


def _entity(id_: str, draft: _Draft, shared: Set[Name]) -> FoundEntity:
    return FoundEntity(
        id=id_,
        type=draft.type,
        name=draft.name,
        forms=tuple(sorted(draft.tally.forms.items())),
        documents=len(draft.tally.documents),
        mentions=draft.tally.mentions,
        evidence=draft.tally.evidence,
        shared=not shared.isdisjoint(draft.group),
    )


def _traced(entity: FoundEntity) -> Named:
    """Return an entity as `likely` compares it: of a person known in full, the last name alone tells nothing."""
    forms = tuple(form for form, _ in entity.forms)
    if entity.type == "person" and person_name(entity.name).full:
        forms = tuple(form for form in forms if person_name(form).full)
    return entity.id, entity.type, forms
