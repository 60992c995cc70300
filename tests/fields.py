"""Fields of the files that people write, with any words in them: what the program takes, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ValidationError

from glossator.annotate.notes import load_notes
from glossator.frontmatter import load_markdown, load_yaml
from glossator.render.page import scalar
from glossator.schemas import EntryFields, NoteFields, Sidecar

FRONT_BYTES = 7_500
"""A little less than front matter may have."""

OPENER = re.compile(r"[\[{,:?-][ \t]*(?=[\[{])")
OPENER_ROOM = 500
"""What looks like the beginning of a list in a list takes room, too: front matter may have twenty of them."""

Values = dict[str, str | list[str]]
"""Front matter, or a sidecar."""


def one_line(payload: str) -> str:
    """Return a payload as a line of a source or a value can hold it: no line ends, no NUL, no half of a character."""
    return re.sub("[\0\n\r\ud800-\udfff]", " ", payload)


def room_of(value: str) -> int:
    """Return how much of `FRONT_BYTES` a value takes."""
    written = scalar(value)
    return len(written) + OPENER_ROOM * len(OPENER.findall(written))


def as_yaml(values: Mapping[str, str | list[str]]) -> Iterator[str]:
    for name, value in values.items():
        text = scalar(value) if isinstance(value, str) else f"[{', '.join(map(scalar, value))}]"
        yield f"{name}: {text}\n"


def front_matter(values: Mapping[str, str | list[str]]) -> str:
    return f"---\n{''.join(as_yaml(values))}---\n"


def storable(text: str) -> str:
    """Return what a file of UTF-8 without NUL can hold."""
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)


def accepts_see(payload: str) -> bool:
    front = f"---\nquote: a\nsee: [{scalar(one_line(payload))}]\n---\n"
    notes, _ = load_notes([("annotations/a/b.md", front.encode())])
    return bool(notes and notes[0].see)


def accepts(schema: type[BaseModel], name: str, value: str | list[str]) -> bool:
    """Tell whether a file with this value in this field is read."""
    needed = {EntryFields: {"name": "A"}, NoteFields: {"quote": "A"}}.get(schema, {})
    if len(scalar(value if isinstance(value, str) else value[0])) > FRONT_BYTES:
        return False
    given = {**needed, name: value if isinstance(value, str) else tuple(value)}
    try:
        schema.model_validate(given)
    except ValidationError:
        return False
    text = value if isinstance(value, str) else "".join(value)
    if not re.search("[\x00-\x1f\x7f-\x9f\ufffe\uffff]", text):
        return True
    # What YAML says of such characters is asked of the loader itself.
    yaml = "".join(as_yaml({**needed, name: value}))
    if schema is Sidecar:
        return load_yaml("a.yml", yaml.encode(), Sidecar)[0] is not None
    return load_markdown("a.md", f"---\n{yaml}---\n".encode(), schema)[0] is not None
