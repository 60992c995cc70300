"""The registry: whom and what the archive's documents name, each with an id, whatever the order of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from ...forms import person_name
from ...glossary import Glossary
from ...model import EntityType, FoundName
from .gathering import Name, Tally, gather, settle_types
from .joining import join_names
from .known import Known
from .likely import Named, likely
from .naming import base_id, free_id, shown_name

SURE = 0.9
"""Evidence from which a single mention earns a page: a rule that hardly errs, or a tagger that does not doubt."""
LIKELY_NAME = 0.5
"""Evidence below which a name is more likely none: it gets no page, however often it stands there."""
MENTIONS = 2
"""Mentions that earn a page where each by itself could be a mistake: finders rarely make the same one twice."""


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """Whom or what the archive names and the glossary does not know."""

    id: str
    """As an entry's: `people/angela-merkel`, so that the address stays when somebody writes that entry."""
    type: EntityType
    name: str
    forms: tuple[tuple[str, int], ...]
    """Each form that stands in a text, and how often; sorted."""
    documents: int
    mentions: int
    evidence: float
    """The best that a document has, from 0 to 1."""
    shared: bool = False
    """It is a last name that several people bear, and means now one, now another of them."""
    likely: tuple[str, ...] = ()
    """Ids of entries and of found entities that may be the same; sorted."""

    @property
    def has_page(self) -> bool:
        """Tell whether the evidence is enough for a page. What several people share is nobody's page."""
        enough = self.evidence >= SURE or (self.mentions >= MENTIONS and self.evidence >= LIKELY_NAME)
        return enough and not self.shared


@dataclass(frozen=True, slots=True)
class Registry:
    """The found entities of an archive, and which of them each document's found names are."""

    entities: tuple[FoundEntity, ...] = ()
    """In the order of their ids."""
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a document's id, for each of its found names in their order: a found entity's id, or an entry's."""
    likely: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the id of an entry or a found entity, those that may be the same; sorted."""


def register(found: Iterable[tuple[str, tuple[FoundName, ...]]], glossary: Glossary) -> Registry:
    """Return the registry of what documents found: (document id, its found names) each.

    A name that is written as a form of exactly one entry is that entry.
    """
    documents = sorted(found)
    tallies = gather(documents)
    known = Known(glossary)
    ids = {name: id_ for name in tallies if (id_ := known.entry(name.name))}
    unknown = {name: tally for name, tally in tallies.items() if name not in ids}
    types = settle_types(unknown)
    joining = join_names(unknown, types, known.last_names)
    made = [_entity(group, unknown, types, joining.shared) for group in joining.groups]
    entities: list[FoundEntity] = []
    taken = {entity.id for entity in glossary.entities}
    for entity, group in sorted(
        zip(made, joining.groups, strict=True), key=lambda one: (one[0].id, one[0].name, one[1])
    ):
        id_ = free_id(entity.id, taken)
        taken.add(id_)
        ids |= dict.fromkeys(group, id_)
        entities.append(replace(entity, id=id_))
    alike = likely([*map(_traced, entities), *known.named()])
    return Registry(
        tuple(sorted((replace(e, likely=alike.get(e.id, ())) for e in entities), key=lambda e: e.id)),
        {document: tuple(ids[Name(name.type, name.name)] for name in names) for document, names in documents},
        alike,
    )


def _entity(
    group: Sequence[Name], tallies: Mapping[Name, Tally], types: Mapping[Name, EntityType], shared: Set[Name]
) -> FoundEntity:
    """Return what the names of a group make together; its id is the one that it gets if no other has it."""
    forms: Counter[str] = Counter()
    weights: Counter[EntityType] = Counter()
    documents: set[str] = set()
    for name in group:
        forms.update(tallies[name].forms)
        weights[types[name]] += tallies[name].forms.total()
        documents |= tallies[name].documents
    type_ = max(sorted(weights), key=weights.__getitem__)
    name = shown_name(type_, forms)
    return FoundEntity(
        id=base_id(type_, name),
        type=type_,
        name=name,
        forms=tuple(sorted(forms.items())),
        documents=len(documents),
        mentions=forms.total(),
        evidence=max(tallies[name].evidence for name in group),
        shared=any(name in shared for name in group),
    )


def _traced(entity: FoundEntity) -> Named:
    """Return an entity as `likely` compares it: of a person known in full, the last name alone tells nothing."""
    forms = tuple(form for form, _ in entity.forms)
    if entity.type == "person" and person_name(entity.name).full:
        forms = tuple(form for form in forms if person_name(form).full)
    return entity.id, entity.type, forms
