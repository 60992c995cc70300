"""A seed's sidecar, `seeds/NAME.yml`: what a person says about the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, field_validator

from ..files import ID_STEP, is_id_step, is_web_address
from ..model import Datum

PLAIN_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z", re.ASCII)
"""EDTF level 0 without a time: by far the most usual, and known without loading the parser."""


LONGEST_DATE = 100
"""Characters. The parser's time grows faster than a list of dates does."""


def check_edtf(value: str) -> str:
    """Return the value; raise ValueError where it is no date of the Extended Date/Time Format (EDTF)."""
    if len(value) > LONGEST_DATE:
        raise ValueError(f"it has more than {LONGEST_DATE} characters")
    if not PLAIN_DATE.match(value):
        from edtf import parse_edtf

        try:
            parse_edtf(value)
        except Exception:  # besides its own exception it lets TypeError and others out
            raise ValueError("it is no EDTF date such as 2025-11-21, 2025-11, 1890~ or 1914/1918") from None
    return value


class Sidecar(BaseModel):
    """What a sidecar, or a Markdown seed's front matter, may say. All of it is optional."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: str = ""
    title: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    date: str = ""
    retrieved: str = ""
    language: str = ""
    license: str = ""
    collection: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    inferred: tuple[str, ...] = ()
    """The names of the values above that do not stand in the document and were concluded by the editors."""

    @field_validator("id")
    @classmethod
    def _id(cls, value: str) -> str:
        if value and not is_id_step(value):
            raise ValueError(f"an id matches {ID_STEP.pattern.removesuffix(chr(92) + 'Z')} and is no reserved name")
        return value

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


RECORD = ("title", "author", "source", "date", "language", "collection", "license", "url", "retrieved", "description")
"""The order in which a document's record tells its values; `tags` come last, one at a time."""


@dataclass(frozen=True, slots=True)
class SidecarFile:
    """A sidecar's place and bytes, beside the seed."""

    path: str
    data: bytes


def record(sidecar: Sidecar, origin: str) -> tuple[Datum, ...]:
    """Return what the sidecar says, value by value, with where each comes from."""

    def datum(field: str, name: str, value: str) -> Datum:
        return Datum(name, value, f"{origin}, inferred" if field in sidecar.inferred else origin)

    said = tuple(datum(name, name, getattr(sidecar, name)) for name in RECORD if getattr(sidecar, name))
    return said + tuple(datum("tags", "tag", tag) for tag in sidecar.tags)
