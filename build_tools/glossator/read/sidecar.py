"""A seed's sidecar, `seeds/NAME.yml`: what a person says about the document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..files import is_id_step
from ..model import FORMER_ID, Datum, Decision, Problem, Quote

if TYPE_CHECKING:
    from ..frontmatter import Loaded
    from ..schemas import Sidecar

RECORD = (
    "title",
    "author",
    "source",
    "date",
    "language",
    "collection",
    "license",
    "url",
    "retrieved",
    "description",
    "taken_from",
    "version_of",
)
"""The order in which a document's record tells its values; `tags` and `former_ids` come last, one at a time."""


@dataclass(frozen=True, slots=True)
class SidecarFile:
    """A sidecar's place and bytes, beside the seed."""

    path: str
    data: bytes


PLAIN_ID = re.compile(rb"^id: *[\"']?([a-z0-9-]{1,80})[\"']?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sidecar says."""

    id: str = ""
    """The document's, or an empty string."""
    record: tuple[Datum, ...] = ()
    encoding: str = ""
    """Of the source's bytes, or an empty string."""
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_sidecar(sidecar: SidecarFile | None) -> Said:
    """Return what the sidecar says, and what was wrong with it; nothing where there is none."""
    if sidecar is None:
        return Said()
    from ..frontmatter import load_yaml
    from ..schemas import Sidecar

    loaded, problems = load_yaml(sidecar.path, sidecar.data, Sidecar)
    if loaded is None:
        return Said(_id_of(sidecar.data), problems=problems)
    fields = loaded.fields
    return Said(fields.id, record(fields, "sidecar"), fields.encoding, decisions(loaded), problems)


def _id_of(data: bytes) -> str:
    """Return the id that a sidecar plainly gives although the rest of it is wrong: the document keeps its address."""
    match = PLAIN_ID.search(data)
    found = match[1].decode() if match else ""
    return found if is_id_step(found) else ""


def decisions(loaded: Loaded[Sidecar]) -> tuple[Decision, ...]:
    """Return what the sidecar decides about names."""
    from ..schemas import NO_NAME

    return tuple(
        Decision(
            Quote(each.quote, each.prefix, each.suffix),
            "" if each.entity == NO_NAME else each.entity,
            loaded.position(f"names.{number}.quote"),
        )
        for number, each in enumerate(loaded.fields.names)
    )


def record(sidecar: Sidecar, origin: str) -> tuple[Datum, ...]:
    """Return what the sidecar says, value by value, with where each comes from."""

    def datum(field: str, name: str, value: str) -> Datum:
        return Datum(name, value, f"{origin}, inferred" if field in sidecar.inferred else origin)

    said = tuple(datum(name, name, getattr(sidecar, name)) for name in RECORD if getattr(sidecar, name))
    tags = tuple(datum("tags", "tag", tag) for tag in sidecar.tags)
    former = dict.fromkeys(sidecar.former_ids)
    return said + tags + tuple(datum("former_ids", FORMER_ID, each) for each in former)
