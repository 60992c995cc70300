"""Read pairs of documents with what corresponds in them: the gold that `parallels.py` learns from and measures with.

A `.txt` file is two documents: a line a sentence, `a [1,2] Its words.`, where those of `a` and `b` with a number in
common say the same. A `.jsonl` file has a row a pair: `{"a": {"id", "text"}, "b": {"id", "text"}, "pairs": [{"a_start",
"a_end", "b_start", "b_end"}]}`, offsets in code points.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from glossator.model import Datum, Document, Span
from glossator.relate.parallels.units import Units, units
from glossator.structure import structure

PARAGRAPH = 3
"""Sentences of a retold text that make one."""
LINE = re.compile(r"([ab]) \[([\d,]*)\] (.+)")
MATCH = 0.5
"""The share of a unit or of a gold passage, whichever is shorter, that has to lie in the other."""

Cell = tuple[int, int]
"""The number of a unit of each document."""


@dataclass(frozen=True)
class Text:
    """A document, and the units that it is compared by."""

    id: str
    words: str
    units: Units

    def held(self, span: Span) -> list[int]:
        """Return the units that lie in a passage, or that it lies in."""
        places = ((n, self.units.span(n, n)) for n in range(len(self.units)))
        return [n for n, unit in places if _common(unit, span) > MATCH * min(len(unit), len(span))]

    def stretch(self, first: int, many: int) -> Span:
        """Return where so many units lie, or as many as there are, from one on."""
        return self.units.span(first, min(first + many, len(self.units)) - 1)

    def part(self, first: int, many: int) -> Text:
        """Return so many units from one on as a document."""
        span = self.stretch(first, many)
        return text_of(f"{self.id}-{first}", self.words[span.start : span.end])


@dataclass(frozen=True)
class Pair:
    """Two documents, and the passages that correspond."""

    a: Text
    b: Text
    passages: tuple[tuple[Span, Span], ...] = ()

    def cells(self, passages: Sequence[tuple[Span, Span]]) -> set[Cell]:
        """Return the units that lie in passages that correspond."""
        return {cell for a, b in passages for cell in product(self.a.held(a), self.b.held(b))}

    def part(self, a: int, b: int, many: int) -> Pair:
        """Return so many units of each document from one on, and the passages that lie in both stretches."""
        ours, theirs = self.a.stretch(a, many), self.b.stretch(b, many)
        passages = tuple(
            (
                Span(one.start - ours.start, one.end - ours.start),
                Span(other.start - theirs.start, other.end - theirs.start),
            )
            for one, other in self.passages
            if ours.start <= one.start and one.end <= ours.end
            if theirs.start <= other.start and other.end <= theirs.end
        )
        return Pair(self.a.part(a, many), self.b.part(b, many), passages)


def text_of(id_: str, words: str) -> Text:
    digest = hashlib.sha256(words.encode()).hexdigest()
    plain = Document(id_, "x.txt", words, digest, "", 0, "", "", metadata=(Datum("language", "en", ""),))
    return Text(id_, words, units(structure(plain)))


def read(path: Path) -> list[Pair]:
    """Return the pairs of a `.jsonl` file, or of a folder of `.txt` files in the order of their names."""
    return [_retold(each) for each in sorted(path.glob("*.txt"))] if path.is_dir() else _rows(path)


def _rows(path: Path) -> list[Pair]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    known = {row[side]["id"]: row[side]["text"] for row in rows for side in "ab"}
    texts = {id_: text_of(id_, words) for id_, words in known.items()}
    return [
        Pair(
            texts[row["a"]["id"]],
            texts[row["b"]["id"]],
            tuple(
                (Span(gold["a_start"], gold["a_end"]), Span(gold["b_start"], gold["b_end"])) for gold in row["pairs"]
            ),
        )
        for row in rows
    ]


def _retold(path: Path) -> Pair:
    texts = {"a": "", "b": ""}
    places: Mapping[str, dict[str, list[Span]]] = {"a": defaultdict(list), "b": defaultdict(list)}
    counts = Counter[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        found = LINE.fullmatch(line)
        if not found:
            raise ValueError(f"{path}: no line of a retold text: {line}")
        side, numbers, words = found.groups()
        if texts[side]:
            texts[side] += " " if counts[side] % PARAGRAPH else "\n\n"
        for number in filter(None, numbers.split(",")):
            places[side][number].append(Span(len(texts[side]), len(texts[side]) + len(words)))
        texts[side] += words
        counts[side] += 1
    passages = [both for number, some in places["a"].items() for both in product(some, places["b"].get(number, []))]
    a, b = (text_of(f"{path.stem}-{side}", texts[side]) for side in "ab")
    return Pair(a, b, tuple(passages))


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
