"""The sidecar of a document that is taken in: what was found, with where, and what was guessed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Container, Iterator, Sequence

from ..files import is_id_step, slug
from ..model import Datum
from ..read import RECORD

GUESSES = ("inferred", "guessed")
"""Words of an origin that tell that a value does not stand in the document."""
ID_LENGTH = 64
"""Code points up to which an id is made from a title: it is read, typed and cited."""


def sidecar(metadata: Sequence[Datum], taken_from: str, version_of: str = "", encoding: str = "") -> bytes:
    """Return the sidecar's file: a value a line, with a comment that tells where it was found."""
    return "".join(f"{line}\n" for line in _lines(metadata, taken_from, version_of, encoding)).encode()


def _lines(metadata: Sequence[Datum], taken_from: str, version_of: str, encoding: str) -> Iterator[str]:
    firsts = {datum.name: datum for datum in reversed(metadata)}
    known = [firsts[name] for name in RECORD if name in firsts and name not in ("taken_from", "version_of")]
    for datum in known:
        yield f"{datum.name}: {_scalar(datum.value)}  # {_comment(datum.origin)}"
    tags = [datum.value for datum in metadata if datum.name == "tag"]
    if tags:
        yield f"tags: [{', '.join(map(_scalar, tags))}]"
    if encoding:
        yield f"encoding: {_scalar(encoding)}"
    yield f"taken_from: {_scalar(taken_from)}"
    if version_of:
        yield f"version_of: {version_of}"
    guessed = [datum.name for datum in known if is_guess(datum)]
    if guessed:
        yield f"inferred: [{', '.join(guessed)}]  # guesses: correct what is wrong, then take its name from this list"


def is_guess(datum: Datum) -> bool:
    return any(word in datum.origin for word in GUESSES)


def _scalar(value: str) -> str:
    """Return a value as YAML reads it back: in double quotes, whose escapes JSON shares."""
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 and not c.isprintable() and c != " " else c for c in quoted)


def _comment(origin: str) -> str:
    return re.sub(r"[^\x20-\x7e]+", " ", origin)


def free_id(title: str, date: str, name: str, taken: Container[str]) -> str:
    """Return an id that none of the archive's documents has: the date and the title as far as it is readable."""
    words = _plain(title) or _plain(name)
    day = re.match(r"\d{4}(?:-\d{2}){0,2}", date)
    begun = f"{day[0]}-" if day and not words.startswith(day[0]) else ""
    base = slug(_shortened(f"{begun}{words}".strip("-") or "document"))
    number, found = 1, base
    while found in taken or not is_id_step(found):
        number += 1
        found = f"{base}-{number}"
    return found


def _plain(text: str) -> str:
    """Return a text's letters and digits as far as an id can hold them."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    folded = re.sub(r"['’]s\b", "s", folded)
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in folded if not unicodedata.combining(c))).strip("-")


def _shortened(words: str) -> str:
    """Return words joined by hyphens, cut behind one of them."""
    if len(words) <= ID_LENGTH:
        return words
    cut = words[: ID_LENGTH + 1].rpartition("-")[0]
    return cut if len(cut) > ID_LENGTH // 2 else words[:ID_LENGTH]
