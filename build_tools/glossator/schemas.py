"""What the files that people write may say: the keys of a sidecar, a glossary entry and a note, and their values.

What stands beneath a key is shown by editors, too (`export/json_schemas`): words for whoever writes such a file.

Most builds read no such file anew, and pydantic takes long to load: so this module and `frontmatter` are imported where
a file is read.
"""

from __future__ import annotations

import difflib

from pydantic import BaseModel, ConfigDict, Field, field_validator

from .files import ID_STEP, is_id_step, is_web_address
from .model import TYPE_FOLDERS
from .values import check_date, check_direction, check_edtf, check_seen, is_encoding

LONGEST_QUOTE = 2000
"""Code points."""

MOTIVATIONS = (
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating"
    " questioning replying tagging"
).split()
"""W3C Web Annotation Vocabulary, 3.2: the motivations."""

NO_NAME = "none"
"""Instead of an entry's id: the words are no name."""


class QuoteFields(BaseModel):
    """Words of a document, and what stands around them: a W3C TextQuoteSelector."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quote: str
    """The exact words of the document, copied from its page."""
    prefix: str = ""
    """Words right before them, where they stand more than once."""
    suffix: str = ""
    """Words right after them, where they stand more than once."""

    @field_validator("quote", "prefix", "suffix")
    @classmethod
    def _not_too_long(cls, value: str) -> str:
        if len(value) > LONGEST_QUOTE:
            raise ValueError(f"it has {len(value)} characters, more than {LONGEST_QUOTE}")
        return value

    @field_validator("quote")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("it quotes no words")
        return value


class NameDecision(QuoteFields):
    """What a sidecar decides about words of its document."""

    entity: str
    """The id of the entry that the words mean, such as people/ada-lovelace; or none, where they are no name."""

    @field_validator("entity")
    @classmethod
    def _id(cls, value: str) -> str:
        folder, _, name = value.partition("/")
        if value != NO_NAME and not (folder in TYPE_FOLDERS and is_id_step(name)):
            raise ValueError(f"it is neither the id of an entry (people/ada-lovelace) nor `{NO_NAME}`")
        return value


class Sidecar(BaseModel):
    """What a sidecar, or a Markdown seed's front matter, may say. All of it is optional."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = ""
    """The last part of the document's address, of a-z, 0-9 and -; else made from the file's name. People cite it."""
    title: str = ""
    """What the document is called."""
    author: str = ""
    """Who wrote it, as the document names them."""
    source: str = ""
    """Who published it."""
    url: str = ""
    """The web address at which it was published."""
    date: str = ""
    """When it was published or written, in EDTF: 2025-11-21, 2025-11, 1890~ or 1914/1918."""
    retrieved: str = ""
    """When it was saved, in EDTF."""
    language: str = ""
    """Of its text, as a BCP 47 code: en, de, pt-BR."""
    license: str = ""
    """Under what terms it may be used."""
    collection: str = ""
    """The group of documents that it belongs to."""
    tags: tuple[str, ...] = ()
    """Words to group documents by."""
    description: str = ""
    """One line that says what it is."""
    encoding: str = ""
    """That of the source's bytes, where they do not tell it themselves, and were guessed wrong."""
    taken_from: str = ""
    """What the file was called before it was taken in."""
    version_of: str = ""
    """The id of the document that this is another version of (DCMI's isVersionOf): a print version, a reprint."""
    former_ids: tuple[str, ...] = ()
    """Ids that the document had once: addresses, links and notes with them lead to it."""
    names: tuple[NameDecision, ...] = ()
    """What words of this document name, where the rules are wrong."""
    inferred: tuple[str, ...] = ()
    """The names of the values above that do not stand in the document and were concluded by the editors."""

    @field_validator("id")
    @classmethod
    def _id(cls, value: str) -> str:
        if value and not is_id_step(value):
            raise ValueError(f"an id matches {ID_STEP.pattern.removesuffix(chr(92) + 'Z')} and is no reserved name")
        return value

    @field_validator(
        "title", "author", "source", "language", "license", "collection", "tags", "description", "taken_from"
    )
    @classmethod
    def _is_seen(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        check_direction(value)
        check_seen(value)
        return value

    @field_validator("encoding")
    @classmethod
    def _encoding(cls, value: str) -> str:
        if value and not is_encoding(value):
            raise ValueError("it is no encoding of texts that is known, such as windows-1251")
        return value

    @field_validator("version_of")
    @classmethod
    def _version(cls, value: str) -> str:
        if value and not is_id_step(value):
            raise ValueError("it is no id of a document")
        return value

    @field_validator("former_ids")
    @classmethod
    def _former(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(is_id_step, values)):
            raise ValueError("one of them is no id of a document")
        return values

    @field_validator("date", "retrieved")
    @classmethod
    def _date(cls, value: str) -> str:
        return check_edtf(value) if value else value

    @field_validator("url")
    @classmethod
    def _url(cls, value: str) -> str:
        if value and not is_web_address(value):
            raise ValueError("it is no address that begins with http:// or https://")
        return value


class FrontMatter(Sidecar):
    """What the front matter of a Markdown source may say. Other programs' keys are passed over, and told."""

    model_config = ConfigDict(extra="allow", frozen=True)


class EntryFields(BaseModel):
    """The front matter of a glossary entry."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    """The name as the archive writes it."""
    aliases: tuple[str, ...] = ()
    """Other forms that a document really uses; two entries never share one."""
    false_friends: tuple[str, ...] = Field((), alias="not")
    """Words that look like the name and mean something else."""
    same_as: tuple[str, ...] = ()
    """Addresses of the same thing elsewhere (Wikidata, VIAF, GeoNames), each one verified."""
    description: str = ""
    """One neutral line that says who or what this is."""
    merged_into: str = ""
    """The id of the entry that took this one's place."""
    tags: tuple[str, ...] = ()
    """Words to group entries by."""

    @field_validator("name", "description")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if "\n" in value:
            raise ValueError("it has more than one line")
        return value.strip()

    @field_validator("name", "aliases", "description", "tags")
    @classmethod
    def _keeps_direction(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        check_direction(value)
        return value

    @field_validator("name")
    @classmethod
    def _has_letters(cls, value: str) -> str:
        if not any(character.isalnum() for character in value):
            raise ValueError("it has no letter or digit")
        return value

    @field_validator("aliases", "false_friends")
    @classmethod
    def _not_blank(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if any(not any(character.isalnum() for character in value) for value in values):
            raise ValueError("one of them has no letter or digit")
        return values

    @field_validator("same_as")
    @classmethod
    def _addresses(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(is_web_address, values)):
            raise ValueError("one of them is no address that begins with http:// or https://")
        return values


class NoteFields(QuoteFields):
    """The front matter of a note."""

    motivation: str = "commenting"
    """Why the note is written, in W3C's words."""
    reading: str | None = None
    """Of a correction: the words that are proposed for those of the quote."""
    author: str = ""
    """Who wrote it, as they want to be named. It is published."""
    date: str = ""
    """When it was written: 2025-11-21."""
    tags: tuple[str, ...] = ()
    """Words to group notes by."""
    see: tuple[str, ...] = ()
    """Entries, passages and notes that belong to it: people/ada-lovelace, DOCUMENT-ID#p4, DOCUMENT-ID#note-NAME. The
    first note is the one that it answers."""
    former_names: tuple[str, ...] = ()
    """Names that the note's file had once, without their ending: links to the note with them lead to it."""

    @field_validator("former_names")
    @classmethod
    def _former(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(is_id_step, values)):
            raise ValueError("one of them is no name of a note's file, without its ending")
        return values

    @field_validator("author", "tags", "reading")
    @classmethod
    def _keeps_direction(cls, value: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
        check_direction(value or "")
        return value

    @field_validator("date")
    @classmethod
    def _date(cls, value: str) -> str:
        return check_date(value) if value else value

    @field_validator("reading")
    @classmethod
    def _readable(cls, value: str | None) -> str | None:
        if value is not None and len(value) > LONGEST_QUOTE:
            raise ValueError(f"it has {len(value)} characters, more than {LONGEST_QUOTE}")
        return value

    @field_validator("motivation")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in MOTIVATIONS:
            near = difflib.get_close_matches(value, MOTIVATIONS, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ValueError(f"it is none of {', '.join(MOTIVATIONS)}{hint}")
        return value
