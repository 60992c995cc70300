"""The file of a note that is made from another program's annotation, and its name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ..contributed import find_links, parse_link
from ..drafts import modeline, scalar
from ..files import ID_STEP, is_id_step
from ..frontmatter import load_markdown
from ..model import Position, Problem, Quote
from ..schemas import NoteFields
from .rows import Refusal

FOLDER = "annotations"
NAME_LENGTH = 40
"""Code points of a name that tell what the note is about."""
HASH_LENGTH = 10
"""Hexadecimal digits of a name. Among 10,000 notes of one document, two share them with a chance of 1 in 20,000."""
DIGEST = re.compile(rf"-[0-9a-f]{{{HASH_LENGTH}}}\Z")
"""With what the name of a note ends that comes from elsewhere."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that is to be."""

    document: str
    name: str
    quote: Quote
    body: str = ""
    """Markdown."""
    motivation: str = "commenting"
    reading: str | None = None
    """Of a correction: the proposed words."""
    author: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    """As in the file: `people/ada`, `DOCUMENT#p4` or `[[...|words]]`."""
    comment: str = ""
    """Where it comes from, for people who read the file: ASCII on one line."""

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.document}/{self.name}.md"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made of a file."""

    notes: tuple[Draft, ...] = ()
    """The new ones."""
    there: tuple[str, ...] = ()
    """The paths of those that the archive has already."""
    problems: tuple[Problem, ...] = ()


def note_file(draft: Draft, schema: str = "") -> str:
    """Return what stands in the note's file. Values that nobody set are left out.

    `schema` is the address at which that of notes is published; or nothing.
    """
    quote = draft.quote
    comments = [*modeline(schema), *([f"# {draft.comment}"] if draft.comment else [])]
    lines = ["---", *comments, f"quote: {scalar(quote.exact)}"]
    lines += [f"{key}: {scalar(value)}" for key, value in (("prefix", quote.prefix), ("suffix", quote.suffix)) if value]
    lines += [f"motivation: {draft.motivation}"]
    lines += [f"reading: {scalar(draft.reading)}"] if draft.reading is not None else []
    lines += [f"{key}: {scalar(value)}" for key, value in (("author", draft.author), ("date", draft.date)) if value]
    lines += [f"{key}: {_list(values)}" for key, values in (("tags", draft.tags), ("see", draft.see)) if values]
    return "\n".join([*lines, "---", draft.body])


def name_of(words: str, identity: str) -> str:
    """Return the name of a note: the first of its words, and a digest of what it is called elsewhere."""
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{slug_of(words)}-{digest[:HASH_LENGTH]}"


def slug_of(words: str) -> str:
    """Return the first of the words as a step of an id; `note` where they have no letter of a-z."""
    letters = unicodedata.normalize("NFKD", words[:200].lower().replace("’", "").replace("'", ""))
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > NAME_LENGTH:
        slug = slug[: NAME_LENGTH + 1].rpartition("-")[0] or slug[:NAME_LENGTH]
    return slug if is_id_step(slug) else f"note-{slug}".strip("-")


def plain_brackets(text: str) -> str:
    """Return the text with a backslash before each `[[...]]`: in other programs that is no link."""
    lines = text.split("\n")
    for link in reversed(find_links(text)):
        line, column = lines[link.position.line - 1], link.position.column - 1
        lines[link.position.line - 1] = f"{line[:column]}\\{line[column:]}"
    return "\n".join(lines)


def refuse(draft: Draft) -> Refusal | None:
    """Return why the note cannot be a file of the archive, or None: its file is read as a build would read it."""
    remedy = "mend it where it was written, and take it in again"
    if not (is_id_step(draft.name) and ID_STEP.match(draft.document)):
        return Refusal("E233", "error", "its name cannot be one of a file: names are made of a-z, 0-9 and -", remedy)
    try:
        data = note_file(draft).encode()
    except UnicodeEncodeError:
        return Refusal("E233", "error", "it holds a half of a character", remedy)
    loaded, problems = load_markdown(draft.path, data, NoteFields)
    if loaded is None:
        return Refusal("E233", "error", problems[0].message, remedy)
    fields = loaded.fields
    same = (
        *(fields.quote, fields.prefix, fields.suffix, fields.motivation),
        *(fields.reading, fields.author, fields.date, fields.tags, fields.see),
    ) == (
        *(draft.quote.exact, draft.quote.prefix, draft.quote.suffix, draft.motivation),
        *(draft.reading, draft.author, draft.date, draft.tags, draft.see),
    )
    if not same or loaded.body != draft.body:
        return Refusal("E233", "error", "it holds signs that a file cannot hold", remedy)
    if any(parse_link(link, Position(1, 1)) is None for link in draft.see):
        return Refusal("E233", "error", "`see` names what is no address in the archive", remedy)
    return None


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(map(scalar, values))}]"
