"""Archives in which payloads stand in every field that a stranger writes, and the same archives with harmless words.

Both have the same files, fields and numbers, so that their pages must be alike in everything but the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from fields import FRONT_BYTES, Values, accepts, accepts_see, as_yaml, front_matter, one_line, room_of, storable
from glossator.contributed import LINK
from glossator.files import is_id_step
from glossator.glossary import load_glossary
from glossator.render.page import scalar
from glossator.schemas import EntryFields, NoteFields, Sidecar

CONFIG = """\
site_name: Payloads
repo_url: https://example.org/o/r
edit_uri: edit/main/docs/
theme:
  name: material
  font: false
extra:
  generator: false
  scope: /
plugins:
  - glossator:
      recognizers: []
nav:
  - Home: index.md
not_in_nav: /archive/
"""
"""Without recognizers: what they find in payloads and in harmless words differs, and with it the pages."""

GROUP_BYTES = 1_150
"""Of a group's payloads, as YAML writes them: the six fields of an entry fit into its front matter."""
Words = Callable[[int, str], str]
"""A payload's number and itself -> what is put in its place."""


def as_it_is(_: int, payload: str) -> str:
    return payload


def harmless(number: int, _: str) -> str:
    return f"h{number:05}"


@dataclass(frozen=True)
class Group:
    """Payloads that share a document, an entry and a merged entry; each has notes of its own."""

    number: int
    payloads: tuple[tuple[int, str], ...]
    """Each with its number among all."""

    @property
    def name(self) -> str:
        return f"g{self.number:05}"


@dataclass
class Tally:
    """How many payloads stand in each field, and how many it refused."""

    placed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def count(self, name: str, placed: bool) -> bool:
        (self.placed if placed else self.refused)[name] += 1
        return placed


@dataclass(frozen=True)
class Made:
    """An archive's files, and what pages must show of them."""

    files: Mapping[str, str]
    tally: Tally
    shown: Mapping[str, Sequence[str]]
    """Of a page's address in the site: the words that must stand on it as text."""


def grouped(payloads: Sequence[str], first: int = 0) -> list[Group]:
    groups: list[Group] = []
    some: list[tuple[int, str]] = []
    for number, payload in enumerate(payloads, start=first):
        some.append((number, payload))
        if sum(room_of(one_line(each)) for _, each in some) > GROUP_BYTES:
            # The one that is too many begins the next group, unless it is too long for any.
            last = [some.pop()] if len(some) > 1 else []
            groups.append(Group(some[0][0], tuple(some)))
            some = last
    return [*groups, Group(some[0][0], tuple(some))] if some else groups


def make_archive(groups: Sequence[Group], words: Words) -> Made:
    """Return the archive that holds every payload of the groups in every field, as `words` says it."""
    files: dict[str, str] = {}
    shown: dict[str, Sequence[str]] = {}
    tally = Tally()
    for group in groups:
        folder = _folder(group, words, tally)
        for part, values in _parts(group, words, tally, _sidecar):
            name = f"{group.name}{part}"
            place = f"seeds/parts/{name}" if part else f"seeds/{folder}{name}"
            files[f"{place}.txt"] = f"Part {part}.\n" if part else _source(group, words, tally)
            files[f"{place}.yml"] = "".join(as_yaml({"id": name, "collection": "parts", **values}))
            shown[f"archive/documents/{name}/"] = _told(
                values, "title author source license collection tags taken_from"
            )
        body = _body(group, words, tally)
        for part, values in _parts(group, words, tally, _entry):
            name = f"{group.name}{part}"
            front = {"name": f"w{group.number:05}p{part}", **values}
            files[f"glossary/people/{name}.md"] = front_matter(front) + ("" if part else body)
            shown[f"archive/people/{name}/"] = _told(front, "name description aliases")
        files[f"glossary/terms/{group.name}.md"] = front_matter(
            {"name": f"w{group.number:05} {_joined(group, words, EntryFields, 'name', tally, 'merged entry: name')}"}
            | {"merged_into": f"people/{group.name}"}
        )
        for number, payload in group.payloads:
            for part, text in _notes(group, number, payload, words, tally):
                files[f"annotations/{group.name}/n{number:05}{part}.md"] = text
            if words is not harmless:
                _refuse(payload, tally)
    return Made(files, tally, shown)


def _parts(
    group: Group, words: Words, tally: Tally, make: Callable[[Group, Words, Tally], Values]
) -> Iterator[tuple[str, Values]]:
    """Yield the values of a file's front matter in as many parts as they need, which the payloads decide."""
    values = make(group, words, tally)
    room, part, some = FRONT_BYTES, 0, dict[str, str | list[str]]()
    plain = make(group, harmless, Tally())
    for name, hostile in make(group, as_it_is, Tally()).items():
        size = max(_size(hostile), _size(plain[name]))
        if size > room:
            yield f"-{part}" if part else "", some
            room, part, some = FRONT_BYTES, part + 1, {}
        some[name] = values[name]
        room -= size
    yield f"-{part}" if part else "", some


def _size(value: str | list[str]) -> int:
    """Return how much of `FRONT_BYTES` a field with this value takes."""
    return sum(room_of(each) + 4 for each in ([value] if isinstance(value, str) else value)) + 40


def _told(values: Values, names: str) -> Sequence[str]:
    """Return the words that a page must show of the values."""
    found = [values[name] for name in names.split() if name in values]
    return [text for value in found for text in ([value] if isinstance(value, str) else value)]


def _folder(group: Group, words: Words, tally: Tally) -> str:
    """Return folders that are called like the payloads, as far as a path can hold them."""
    steps: list[str] = []
    for number, payload in group.payloads:
        step = one_line(payload).replace("/", "").strip()
        fits = 0 < len(step.encode()) <= 250 and not step.startswith(".") and step.isprintable()
        fits = fits and len(steps) < 25 and sum(len(each.encode()) for each in steps) < 3000
        if tally.count("source: folder", fits):
            steps.append(f"w{number:05}" if words is harmless else step)
    return "".join(f"{step}/" for step in steps)


def _source(group: Group, words: Words, tally: Tally) -> str:
    lines = []
    for number, payload in group.payloads:
        tally.count("source: text", True)
        said = one_line(words(number, payload))
        lines.append(f"n{number:05} {said} w{number:05} {said} w{number:05} {said}\n")
    return "\n".join(lines)


TEXTS = ("title", "author", "source", "license", "collection", "description", "language", "taken_from")
SORTED = ("title", "collection", "author", "source")
"""What pages are sorted or named by begins with a word of ours, so that both archives have the same order."""


def _sidecar(group: Group, words: Words, tally: Tally) -> Values:
    values: Values = {}
    for name in TEXTS:
        joined = _joined(group, words, Sidecar, name, tally, f"sidecar: {name}")
        values[name] = f"w{group.number:05} {joined}" if name in SORTED else joined
    values["tags"] = _list(group, words, Sidecar, "tags", tally, "sidecar: tags", "w{0:05} {1}")
    _link(values, "url", group, words, Sidecar, tally)
    for name in ("id", "date", "retrieved", "encoding", "version_of"):
        for _, payload in group.payloads:
            tally.count(f"sidecar: {name}", accepts(Sidecar, name, one_line(payload)))
    return values


def _entry(group: Group, words: Words, tally: Tally) -> Values:
    joined = _joined(group, words, EntryFields, "name", tally, "entry: name")
    values: Values = {"name": f"w{group.number:05} {joined}"}
    values["description"] = _joined(group, words, EntryFields, "description", tally, "entry: description")
    values["aliases"] = _list(group, words, EntryFields, "aliases", tally, "entry: aliases", "{1} w{0:05}")
    values["not"] = _list(group, words, EntryFields, "not", tally, "entry: not", "{1} v{0:05}")
    values["tags"] = _list(group, words, EntryFields, "tags", tally, "entry: tags", "{1}")
    _link(values, "same_as", group, words, EntryFields, tally)
    return values


def _body(group: Group, words: Words, tally: Tally) -> str:
    body = []
    for number, payload in group.payloads:
        tally.count("entry: body", True)
        body.append(f"w{number:05}\n\n{words(number, payload)}\n\n")
    return storable("".join(body))


def _notes(group: Group, number: int, payload: str, words: Words, tally: Tally) -> Iterator[tuple[str, str]]:
    """Yield the notes of a payload: one, or where its fields have no room in one, several, each with its own part."""
    line, said = one_line(payload), one_line(words(number, payload))
    fields: dict[str, tuple[str | list[str], str | list[str]]] = {
        "quote": (f"w{number:05} {line} w{number:05}", f"w{number:05} {said} w{number:05}"),
        "prefix": (f"{line} ", f"{said} "),
        "suffix": (f" {line}", f" {said}"),
        "motivation": (line, said),
        "date": (line, said),
        "author": (line, f"w{number:05} {said}"),
        "tags": ([line], [f"w{number:05} {said}"]),
        "see": ([f"[[people/{group.name}|{line}]]"], [f"[[people/{group.name}|{said}]]"]),
        "reading": (line, said),
    }
    stand: dict[str, str | list[str]] = {}
    for name, (hostile, value) in fields.items():
        if name in NoteFields.model_fields:
            fits = accepts(NoteFields, name, hostile) and (name != "see" or bool(LINK.fullmatch(hostile[0])))
            if tally.count(f"note: {name}", fits):
                stand[name] = value
    tally.count("note: body", True)
    room, part, values = FRONT_BYTES, "", {"quote": f"n{number:05}"}
    for name, value in stand.items():
        size = max(room_of(line), 10) + 60
        if size > room:
            yield part, front_matter(values)
            room, part, values = FRONT_BYTES, f"-{name}", {"quote": f"n{number:05}"}
        values[name] = value
        room -= size
    # A definition of Markdown, say, shows nothing by itself: a note has words in any case, as its twin has.
    yield part, front_matter(values) + storable(f"{words(number, payload)}\n\nw{number:05}\n")


def _refuse(payload: str, tally: Tally) -> None:
    """Put the payload where nothing of the kind may stand, and count where it is let in."""
    name, front = storable(payload), f"---\nname: A\nmerged_into: {scalar(one_line(payload) or '-')}\n---\n"
    tally.count(
        "entry: file name", bool(load_glossary([(f"glossary/people/{name}.md", b"---\nname: A\n---\n")]).entities)
    )
    tally.count("note: file name", is_id_step(name))
    tally.count("entry: merged_into", bool(load_glossary([("glossary/people/a.md", front.encode())]).entities))
    tally.count("note: see, without words", accepts_see(payload))


def _joined(group: Group, words: Words, schema: type[BaseModel], name: str, tally: Tally, told: str) -> str:
    stand = [
        one_line(words(number, payload))
        for number, payload in group.payloads
        if tally.count(told, accepts(schema, name, f"a{one_line(payload)}"))
    ]
    return " ".join(stand) or "nothing"


def _list(
    group: Group, words: Words, schema: type[BaseModel], name: str, tally: Tally, told: str, form: str
) -> list[str]:
    return [
        form.format(number, one_line(words(number, payload)))
        for number, payload in group.payloads
        if tally.count(told, accepts(schema, name, [form.format(number, one_line(payload))]))
    ]


def _link(values: Values, name: str, group: Group, words: Words, schema: type[BaseModel], tally: Tally) -> None:
    """Put addresses that are, or end in, payloads into a field that takes addresses."""
    kind = "sidecar" if schema is Sidecar else "entry"
    found = []
    for number, payload in group.payloads:
        for told, begun in ((name, ""), (f"{name}, behind a host", "https://example.org/")):
            address = begun + payload
            value: str | list[str] = address if schema is Sidecar else [address]
            if tally.count(f"{kind}: {told}", accepts(schema, name, value)):
                found.append(f"https://example.org/h{number:05}" if words is harmless else address)
    if found:
        values[name] = found[0] if schema is Sidecar else found
