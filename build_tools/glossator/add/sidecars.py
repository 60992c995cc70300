"""The sidecar of a document that is taken in: what was found, with where, and what was guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from ..drafts import modeline, scalar
from ..files import TURNING, is_id_step, slug
from ..model import FORMER_ID, Datum
from ..read import RECORD
from ..yaml_tree import YAML_BYTES

GUESSES = ("inferred", "guessed")
"""Words of an origin that tell that a value does not stand in the document."""
LONGEST_ORIGIN = 100
"""Characters of a comment."""
ID_LENGTH = 64
"""Code points up to which an id is made from a title: it is read, typed and cited."""


UNWRITABLE = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff{TURNING}]")
"""Characters that no sidecar may hold, not even as escapes."""
LONGEST_TAKEN_FROM = 1000
"""Code points: the end of a longer path is kept."""
MOST_BYTES = YAML_BYTES - 512
"""Of the lines before the last one, which names what is guessed."""


def sidecar(
    metadata: Sequence[Datum],
    taken_from: str,
    version_of: str = "",
    encoding: str = "",
    own_id: str = "",
    schema: str = "",
) -> bytes:
    """Return the sidecar's file: a value a line, with a comment that tells where it was found.

    Values that a sidecar has no room for are left to the document, which is read for them at each build. `schema` is
    where that of sidecars is published.
    """
    before = [*modeline(schema), *([f"id: {own_id}"] * bool(own_id))]
    after = list(_about_the_file(taken_from, version_of, encoding))
    room = MOST_BYTES - sum(len(f"{line}\n".encode()) for line in (*before, *after))
    guessed = []
    for name, guess, line in _values(metadata):
        room -= len(f"{line}\n".encode())
        if room >= 0:
            before.append(line)
            guessed += [name] * guess
        else:
            room += len(f"{line}\n".encode())
    lines = [*before, *after]
    if guessed:
        told = "guesses: correct what is wrong, then take its name from this list"
        lines.append(f"inferred: [{', '.join(guessed)}]  # {told}")
    return "".join(f"{line}\n" for line in lines).encode()


def _values(metadata: Sequence[Datum]) -> Iterator[tuple[str, bool, str]]:
    """Yield each value of the record: its name, whether it is a guess, and its line."""
    firsts = {datum.name: datum for datum in reversed(metadata)}
    for name in RECORD:
        if name in firsts and name not in ("taken_from", "version_of"):
            datum = firsts[name]
            yield name, is_guess(datum), f"{name}: {_scalar(datum.value)}  # {_comment(datum.origin)}"
    tags = [datum for datum in metadata if datum.name == "tag"]
    if tags:
        yield "tags", any(map(is_guess, tags)), f"tags: [{', '.join(_scalar(tag.value) for tag in tags)}]"
    former = [datum.value for datum in metadata if datum.name == FORMER_ID]
    if former:
        yield "former_ids", False, f"former_ids: [{', '.join(former)}]"


def _about_the_file(taken_from: str, version_of: str, encoding: str) -> Iterator[str]:
    if encoding:
        yield f"encoding: {_scalar(encoding)}"
    yield f"taken_from: {_scalar(taken_from[-LONGEST_TAKEN_FROM:])}"
    if version_of:
        yield f"version_of: {version_of}"


def is_guess(datum: Datum) -> bool:
    return any(word in datum.origin for word in GUESSES)


def _scalar(value: str) -> str:
    return scalar(UNWRITABLE.sub("", value))


def _comment(origin: str) -> str:
    return re.sub(r"[^\x20-\x7e]+", " ", origin)[:LONGEST_ORIGIN]


def free_id(title: str, date: str, name: str, is_free: Callable[[str], bool]) -> str:
    """Return an id that nothing in the archive has: the date and the title as far as it is readable."""
    words = _plain(title) or _plain(name)
    day = re.match(r"\d{4}(?:-\d{2}){0,2}", date)
    begun = f"{day[0]}-" if day and not words.startswith(day[0]) else ""
    base = slug(_shortened(f"{begun}{words}".strip("-") or "document"))
    number, found = 1, base
    while not (is_id_step(found) and is_free(found)):
        number += 1
        found = f"{base}-{number}"
    return found


LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters of the Latin script that Unicode takes for no letter of a-z with a mark."""


def _plain(text: str) -> str:
    """Return a text's letters and digits as far as an id can hold them."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    folded = re.sub(r"['’]s\b", "s", folded)
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in folded if not unicodedata.combining(c))).strip("-")


def _shortened(words: str) -> str:
    """Return words joined by hyphens, cut behind one of them."""
    if len(words) <= ID_LENGTH:
        return words
    cut = words[: ID_LENGTH + 1].rpartition("-")[0]
    return cut if len(cut) > ID_LENGTH // 2 else words[:ID_LENGTH]
