"""`glossary/` to a Glossary: what people decided about who and what is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .contributed import find_links, find_problems, find_words
from .files import is_id_step, reserved_in
from .model import TYPE_FOLDERS, Entity, Position, Problem

if TYPE_CHECKING:
    from .frontmatter import Loaded
    from .schemas import EntryFields

FOLDER = "glossary"


@dataclass(frozen=True)
class Glossary:
    """Every entry, by id, and what each form of a name stands for."""

    entities: tuple[Entity, ...] = field(default=(), compare=False)
    """In the order of their ids, merged ones among them."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    key: str = ""
    """Stands for what of the entries changes the mentions; a body or a description does not. It is quick to compare."""

    def __post_init__(self) -> None:
        forms = [(e.id, e.type, e.name, e.aliases, e.false_friends, e.merged_into) for e in self.entities]
        object.__setattr__(self, "key", repr(forms))

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    def find(self, entity_id: str) -> Entity | None:
        """Return the entry of that id, or the one that it was merged into."""
        entity = self.by_id.get(entity_id)
        return self.by_id.get(entity.merged_into) if entity and entity.merged_into else entity

    @cached_property
    def standing(self) -> tuple[Entity, ...]:
        """The entries that were not merged into others: those that have pages of their own."""
        return tuple(entity for entity in self.entities if not entity.merged_into)

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """What each name and alias stands for: ids of standing entries, sorted; more than one is ambiguous."""
        claims: dict[str, set[str]] = defaultdict(set)
        for entity in self.entities:
            target = self.find(entity.id)
            if target:
                for form in (entity.name, *entity.aliases):
                    claims[form].add(target.id)
        return {form: tuple(sorted(ids)) for form, ids in sorted(claims.items())}


def load_glossary(sources: Iterable[tuple[str, bytes]]) -> Glossary:
    """Return the glossary that the files hold: (path from the archive's root, bytes) each.

    An entry that cannot be read is a problem and is left out.
    """
    from .frontmatter import load_markdown
    from .schemas import EntryFields

    loaded: list[tuple[Entity, Loaded[EntryFields]]] = []
    problems: list[Problem] = []
    for path, data in sorted(sources):
        entity_id, found = _entity_id(path)
        problems += found
        if found:
            continue
        entry, found = load_markdown(path, data, EntryFields)
        problems += found
        if entry is not None:
            loaded.append((_entity(entity_id, path, entry), entry))
            problems += find_problems(path, entry.body, first_line=entry.body_line)
    merges, found = _check_merges(loaded)
    sound = [(entity, entry) for entity, entry in loaded if entity.id not in merges]
    return Glossary(
        tuple(entity for entity, _ in sound), (*problems, *found, *_check_claims(sound), *_check_friends(sound))
    )


def _entity_id(path: str) -> tuple[str, tuple[Problem, ...]]:
    steps = PurePosixPath(path).with_suffix("").parts[1:]
    if path.endswith(".md") and len(steps) == 2 and steps[0] in TYPE_FOLDERS and is_id_step(steps[1]):
        return "/".join(steps), ()
    folders = ", ".join(f"{FOLDER}/{folder}/" for folder in TYPE_FOLDERS)
    message = "this is no place for a glossary entry"
    remedy = f"an entry is NAME.md, with NAME of a-z, 0-9 and -, in one of {folders}{reserved_in(steps)}"
    return "", (Problem("E303", "error", path, message, remedy),)


def _entity(entity_id: str, path: str, entry: Loaded[EntryFields]) -> Entity:
    fields = entry.fields
    links = find_links(entry.body, first_line=entry.body_line)
    return Entity(
        id=entity_id,
        type=TYPE_FOLDERS[entity_id.split("/", maxsplit=1)[0]],
        name=fields.name,
        path=path,
        aliases=fields.aliases,
        false_friends=fields.false_friends,
        same_as=fields.same_as,
        description=fields.description,
        merged_into=fields.merged_into,
        tags=fields.tags,
        body=entry.body,
        body_line=entry.body_line,
        links=links,
        words=find_words(entry.body) if links else (),
    )


def _check_merges(loaded: list[tuple[Entity, Loaded[EntryFields]]]) -> tuple[set[str], tuple[Problem, ...]]:
    """Return the entries whose merge leads nowhere, and a problem for each."""
    merged = {entity.id: entity.merged_into for entity, _ in loaded}
    wrong, problems = set(), []
    for entity, entry in loaded:
        target = entity.merged_into
        if target and (target not in merged or merged[target]):
            wrong.add(entity.id)
            standing = "merged itself" if target in merged else "no entry"
            standing = "this very entry" if target == entity.id else standing
            message = f"`merged_into` leads to {target}, which is {standing}"
            remedy = (
                "name an entry that stands, as its path without the ending: people/vladimir-putin; what was only found"
                " needs an entry first: glossator suggest --write ID"
            )
            problems.append(_at(entry, "merged_into", "E304", entity.path, message, remedy))
    return wrong, tuple(problems)


def _check_claims(loaded: list[tuple[Entity, Loaded[EntryFields]]]) -> tuple[Problem, ...]:
    """Return a problem for each form that a second entry claims; such a form is linked to neither."""
    first: dict[str, Entity] = {}
    problems = []
    for entity, entry in loaded:
        home = entity.merged_into or entity.id
        for key, form in (("name", entity.name), *((f"aliases.{n}", alias) for n, alias in enumerate(entity.aliases))):
            other = first.setdefault(form, entity)
            if (other.merged_into or other.id) != home:
                message = f"`{form}` is claimed by {other.id} too, so that it can be linked to neither"
                remedy = f"take it out of this entry or out of {other.path}; or join the two with `merged_into`"
                problems.append(_at(entry, key, "E302", entity.path, message, remedy))
    return tuple(problems)


def _check_friends(loaded: list[tuple[Entity, Loaded[EntryFields]]]) -> Iterator[Problem]:
    """Yield a problem for each form that an entry claims, and says is not its own."""
    for entity, entry in loaded:
        forms = {entity.name, *entity.aliases}
        for number, friend in enumerate(entity.false_friends):
            if friend in forms:
                message = f"`{friend}` is a name of this entry, and `not` says that it is none"
                remedy = "take it out of `not`, or out of the names"
                yield _at(entry, f"not.{number}", "E305", entity.path, message, remedy)


def _at(entry: Loaded[EntryFields], key: str, code: str, path: str, message: str, remedy: str) -> Problem:
    position: Position = entry.position(key)
    return Problem(code, "error", path, message, remedy, position.line, position.column)
