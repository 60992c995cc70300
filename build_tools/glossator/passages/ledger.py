"""`seeds/NAME.passages.json`: which passages a document had when it was written, and which it had before.

JSON with a line a passage, so that git shows what became of each; the same document gives the same bytes:

- `format`: the version of this form.
- `passages`, in the document's order: `[id, exact, letters, sample]`, where `exact` is a hash of the words, `letters`
  how many letters and digits they have, and `sample` some hashes of their runs of letters (see `prints`), in base64.
- `retired`: `[id, place, block]`, ids that no passage has any more: their words went `into` that passage, or are gone,
  and stood `after` or `before` it.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from ..files import LEDGER_BYTES
from ..model import Document, Place, Problem, Retired
from .numbers import ID
from .prints import EXACT_BYTES, HASH_BYTES, SAMPLE, Print, fingerprint

FORMAT = "glossator-passages/1"
"""Stands in each file. A file of another format is never guessed at."""
MOST_PASSAGES = 50_000
"""A book of a million words has them where one in twenty begins a passage. To align 100,000 with others that are all
alike took 16 s and 550 MB."""
MOST_RETIRED = 20_000
"""Ids that lead elsewhere: the document's page has an anchor for each."""
MOST_LETTERS = 2**31
"""Of a passage: more than any text has."""
SHOWN = 200
"""Code points that are told of what the parser says: it may repeat a name of the file's."""
REMEDY = "restore the file as it was committed last: without it all passages are numbered anew, and links go astray"
REMEDY_CONFLICT = (
    "take the main branch's file (`git checkout --ours` or `--theirs`), and write it anew with"
    " `glossator build --keep-passages`"
)

_EXACT = re.compile(rf"[\w-]{{{4 * EXACT_BYTES // 3}}}\Z", re.ASCII)
_SAMPLE = re.compile(rf"(?:[\w-]{{{4 * HASH_BYTES // 3}}}){{0,{SAMPLE}}}\Z", re.ASCII)
_BYTE = re.compile(r"\(byte (\d{1,12})\)")
"""How msgspec tells where."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as a ledger knows it."""

    id: str
    print: Print


@dataclass(frozen=True, slots=True)
class Ledger:
    """The passages of a document, in order, and the ids of those that it had before."""

    passages: tuple[Passage, ...]
    retired: tuple[Retired, ...]


class _Head(msgspec.Struct):
    format: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    passages: list[tuple[str, str, int, str]]
    retired: list[tuple[str, Place, str]]


class _WrongError(Exception):
    """A ledger says, of an id, what none can say."""

    def __init__(self, id_: str, message: str) -> None:
        super().__init__(message)
        self.id = id_


def load(path: str, data: bytes) -> Ledger | Problem:
    """Return what a ledger's file holds, or what is wrong with it. No bytes make it raise."""
    if len(data) > LEDGER_BYTES:
        return _problem(path, f"the file has more than the {LEDGER_BYTES:,} bytes that are read")
    try:
        found = msgspec.json.decode(data, type=_Head).format
        if found != FORMAT:
            return _problem(path, f"its format is `{found[:40]}`; this version of the program reads `{FORMAT}`")
        return _checked(msgspec.json.decode(data, type=_File))
    except _WrongError as error:
        return _problem(path, str(error), _line(data, data.rfind(f'["{error.id}"'.encode("utf-8", "replace"))))
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        told = str(error)[:SHOWN]
        match = _BYTE.search(told)
        line = _line(data, int(match[1]) if match else -1)
        remedy = REMEDY_CONFLICT if b"\n<<<<<<< " in data else REMEDY
        return _problem(path, f"it is no ledger of passages: {told}", line, remedy)


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1 if place >= 0 else 0


def _problem(path: str, message: str, line: int = 0, remedy: str = REMEDY) -> Problem:
    return Problem("E170", "error", path, message, remedy, line)


def _checked(file: _File) -> Ledger:
    if len(file.passages) > MOST_PASSAGES:
        raise _WrongError("", f"it has more than the {MOST_PASSAGES:,} passages that are read")
    if len(file.retired) > MOST_RETIRED:
        raise _WrongError("", f"it has more than the {MOST_RETIRED:,} ids that may lead elsewhere")
    passages = tuple(Passage(id_, _print(id_, exact, letters, sample)) for id_, exact, letters, sample in file.passages)
    retired = tuple(Retired(id_, block, place) for id_, place, block in file.retired)
    here = {passage.id for passage in passages}
    seen: set[str] = set()
    for id_ in [*(passage.id for passage in passages), *(each.id for each in retired)]:
        if not ID.match(id_):
            raise _WrongError(id_, f"`{id_[:40]}` is no id of a passage, such as p12 or p12a")
        if id_ in seen:
            raise _WrongError(id_, f"{id_} stands there twice")
        seen.add(id_)
    for each in retired:
        if each.block not in here:
            raise _WrongError(each.id, f"{each.id} leads to `{each.block[:40]}`, which is none of its passages")
    return Ledger(passages, retired)


def _print(id_: str, exact: str, letters: int, sample: str) -> Print:
    if not (_EXACT.match(exact) and _SAMPLE.match(sample) and 0 <= letters < MOST_LETTERS):
        raise _WrongError(id_, f"what {id_[:40]} is known by is none of the program's making")
    data = urlsafe_b64decode(sample)
    hashes = (int.from_bytes(data[start : start + HASH_BYTES]) for start in range(0, len(data), HASH_BYTES))
    return Print(exact, letters, tuple(hashes))


def dump(document: Document) -> bytes:
    """Return the ledger of a document as its passages are now."""
    prints = ((block.id, fingerprint(document.words_of(block.span))) for block in document.blocks)
    lines = [
        "{",
        f'"format": "{FORMAT}",',
        *_listed("passages", [_passage_line(id_, known) for id_, known in prints]),
        *_listed("retired", [f'["{each.id}", "{each.place}", "{each.block}"]' for each in document.retired]),
    ]
    return ("\n".join(lines).removesuffix(",") + "\n}\n").encode()


def _listed(name: str, items: list[str]) -> Iterator[str]:
    yield f'"{name}": ['
    yield from (f"{item}," for item in items[:-1])
    yield from items[-1:]
    yield "],"


def _passage_line(id_: str, known: Print) -> str:
    sample = urlsafe_b64encode(b"".join(each.to_bytes(HASH_BYTES) for each in known.sample)).decode()
    return f'["{id_}", "{known.exact}", {known.letters}, "{sample}"]'
