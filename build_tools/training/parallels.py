"""Fit how likely it is that two units say the same: `python parallels.py TRANSLATIONS.jsonl RETOLD.jsonl ...`.

Each row of a file is two documents with what corresponds in them: `{"a": {"id", "text"}, "b": {"id", "text"}, "pairs":
[{"a_start", "a_end", "b_start", "b_end"}]}`, offsets in code points. Documents of the first file that no row connects
are unrelated: every link between them is wrong. The rows of the other files count WEIGHT times, as there are few.

`python parallels.py --retold FOLDER` fits what is weighed besides where two documents tell of one matter and are no
versions of one text, over the other weights as they are. Each `.txt` file is two documents: a line a sentence,
`a [1,2] Its words.`, where those of `a` and `b` with a number in common say the same. It prints the weights, and how
the probabilities fare on each file when they are fitted on the others.

`python parallels.py --measure FOLDER` compares the two documents of each such file as the program does, and prints what
share of the passages told is right, what share of the gold is found, and how the scores fare.

Prints the weights for `glossator/relate/parallels/fitted.py`; with `--held-out N`, leaves every Nth row out and prints
how the probabilities of those fare: in each tenth, how many pairs of units have it, and how many of them are right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from glossator.model import Datum, Document
from glossator.relate.parallels.candidates import candidates
from glossator.relate.parallels.comparing import compare
from glossator.relate.parallels.evidence import Evidence, evidence
from glossator.relate.parallels.fitted import ALONE, ALONE_INTERCEPT, BEYOND_NAMES, TOGETHER, TOGETHER_INTERCEPT
from glossator.relate.parallels.odds import alone_terms, beyond_names, terms
from glossator.relate.parallels.units import Units, units
from glossator.structure import structure

WEIGHT = 100.0
"""The translations are one kind of text, and give ten times as many examples as all others together."""
PENALTY = 3.0
"""Of squared weights (ridge)."""
GRAFTED = 10.0
"""So many times these count beside unrelated documents, which are many."""
EVERY = 3
"""Of so many passages that correspond, one is learned from as a quotation in another text, too."""
STEPS = 60
MOST_UNRELATED = 800
"""Pairs of unrelated documents that are learned from, of those that are candidates."""
FIXED = 3
"""Of the weights of what is weighed besides, so many are for documents that have little to do with one another, and
stay as they are: too few of the retold texts are such.
"""
PARAGRAPH = 3
"""Sentences of a retold text that make one."""
RETOLD_LINE = re.compile(r"([ab]) \[([\d,]*)\] (.+)")
MATCH = 0.5
"""The share of a unit or of a gold passage, whichever is shorter, that has to lie in the other."""

Rows = np.ndarray[Any, np.dtype[np.float64]]


Fitted = tuple[Rows, float]
"""Weights and intercept."""


@dataclass(frozen=True)
class Examples:
    """Pairs of units: what is known of each, and whether it is right."""

    features: Rows
    right: Rows

    def terms(self, alone: bool) -> Rows:
        return alone_terms(self.features) if alone else terms(self.features)


def load(path: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def units_of(side: Mapping[str, str]) -> Units:
    text = side["text"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    plain = Document(side["id"], "x.txt", text, digest, "", 0, "", "", metadata=(Datum("language", "en", ""),))
    return units(structure(plain))


def examples(row: Mapping[str, Any], known: Mapping[str, Units]) -> Examples:
    a, b = known[row["a"]["id"]], known[row["b"]["id"]]
    seen = evidence(a.window(), b.window())
    right = np.zeros(len(seen.a))
    for gold in row["pairs"]:
        ours = [n for n in range(len(a)) if _matches(a, n, gold["a_start"], gold["a_end"])]
        theirs = [n for n in range(len(b)) if _matches(b, n, gold["b_start"], gold["b_end"])]
        right[np.isin(seen.a, ours) & np.isin(seen.b, theirs)] = 1
    return Examples(seen.features, right)


def _matches(document: Units, number: int, start: int, end: int) -> bool:
    span = document.span(number, number)
    return min(span.end, end) - max(span.start, start) > MATCH * min(len(span), end - start)


def grafted(rows: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield rows in which one passage of a document stands alone in a text on something else, as a quotation does."""
    for place, row in enumerate(rows):
        for number, gold in enumerate(row["pairs"][::EVERY]):
            other = rows[(place + number + 1) % len(rows)]["b"]["text"]
            cut = max(0, other.find("\n\n", len(other) // 2))
            words = row["b"]["text"][gold["b_start"] : gold["b_end"]]
            text = f"{other[:cut]}\n\n{words}\n\n{other[cut:].lstrip()}"
            pair = {**gold, "b_start": cut + 2, "b_end": cut + 2 + len(words)}
            yield {"a": row["a"], "b": {"id": f"{row['id']}-{number}-graft", "text": text}, "pairs": [pair]}


def unrelated(rows: Iterable[Mapping[str, Any]], known: Mapping[str, Units]) -> Iterator[Examples]:
    """Yield the examples of documents that no row connects, evenly chosen among the candidates."""
    group = {id_: id_ for id_ in known}

    def root(id_: str) -> str:
        while group[id_] != id_:
            id_ = group[id_]
        return id_

    for row in rows:
        group[root(row["a"]["id"])] = root(row["b"]["id"])
    ids = sorted(known)
    pairs = [(ids[a], ids[b]) for a, b in candidates([known[id_] for id_ in ids]) if root(ids[a]) != root(ids[b])]
    for a, b in pairs[:: max(1, len(pairs) // MOST_UNRELATED)]:
        seen: Evidence = evidence(known[a].window(), known[b].window())
        yield Examples(seen.features, np.zeros(len(seen.a)))


def fit(some: Sequence[tuple[Examples, float]], *, alone: bool) -> Fitted:
    """Return weights and intercept: logistic regression by Newton's method, on standardized terms."""
    rows = np.concatenate([each.terms(alone) for each, _ in some])
    right = np.concatenate([each.right for each, _ in some])
    counts = np.concatenate([np.full(len(each.right), weight) for each, weight in some])
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    scaled = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    found, penalty = np.zeros(scaled.shape[1]), np.append(np.full(rows.shape[1], PENALTY), 0.0)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-scaled @ found))
        gradient = scaled.T @ (counts * (chance - right)) + penalty * found
        hessian = (scaled.T * (counts * chance * (1 - chance))) @ scaled + np.diag(penalty + 1e-9)
        found -= np.linalg.solve(hessian, gradient)
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ mean)


def retold(path: Path) -> Mapping[str, Any]:
    """Return a row from a file of the form that is told above."""
    texts, places = {"a": "", "b": ""}, {"a": defaultdict(list), "b": defaultdict(list)}
    counts = Counter[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        found = RETOLD_LINE.fullmatch(line)
        if not found:
            raise ValueError(f"{path}: no line of a retold text: {line}")
        side, numbers, words = found.groups()
        if texts[side]:
            texts[side] += " " if counts[side] % PARAGRAPH else "\n\n"
        for number in filter(None, numbers.split(",")):
            places[side][number].append((len(texts[side]), len(texts[side]) + len(words)))
        texts[side] += words
        counts[side] += 1
    pairs = [
        {"a_start": a[0], "a_end": a[1], "b_start": b[0], "b_end": b[1]}
        for number, some in places["a"].items()
        for a, b in product(some, places["b"][number])
    ]
    sides = {side: {"id": f"{path.stem}-{side}", "text": text} for side, text in texts.items()}
    return {**sides, "pairs": pairs}


def chance_so_far(some: Examples) -> Rows:
    """Return the logarithm of the odds of each pair, before what is fitted on the retold texts."""
    together = some.terms(False) @ np.array(TOGETHER) + TOGETHER_INTERCEPT
    return np.maximum(together, some.terms(True) @ np.array(ALONE) + ALONE_INTERCEPT)


def fit_retold(some: Sequence[Examples]) -> Rows:
    """Return the weights of `odds.beyond_names`: Newton's method, with a ridge of 1."""
    every = np.concatenate([beyond_names(each.features, chance_so_far(each)) for each in some])
    fixed = np.array(BEYOND_NAMES[:FIXED])
    chance = np.concatenate([chance_so_far(each) for each in some]) + every[:, :FIXED] @ fixed
    rows = every[:, FIXED:]
    right = np.concatenate([each.right for each in some])
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(chance + rows @ found)))
        gradient = rows.T @ (likely - right) + found
        found -= np.linalg.solve((rows.T * (likely * (1 - likely))) @ rows + np.eye(len(found)), gradient)
    return np.concatenate([fixed, found])


def told_retold(some: Sequence[Examples]) -> Iterator[str]:
    """Yield the weights, and for each tenth how many pairs are right, each file's by the weights of the others."""
    yield f"BEYOND_NAMES = ({', '.join(f'{weight:.4f}' for weight in fit_retold(some))})"
    found = []
    for place, each in enumerate(some):
        weights = fit_retold([*some[:place], *some[place + 1 :]])
        chance = chance_so_far(each)
        found.append(1 / (1 + np.exp(-(chance + beyond_names(each.features, chance) @ weights))))
    yield from tenths(np.concatenate(found), np.concatenate([each.right for each in some]))


def measure(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield how the parallels of each row's documents fare, counted in units of the first; then all together."""
    scores: list[float] = []
    rights: list[float] = []
    totals = np.zeros(3, int)
    for row in rows:
        a, b = units_of(row["a"]), units_of(row["b"])
        gold = {(i, j) for pair in row["pairs"] for i in _held(a, "a", pair) for j in _held(b, "b", pair)}
        told = set()
        for parallel in compare(a, b):
            spans = {"a": (parallel.a.start, parallel.a.end), "b": (parallel.b.start, parallel.b.end)}
            pair = {
                f"{side}_{end}": place
                for side in "ab"
                for end, place in zip(("start", "end"), spans[side], strict=True)
            }
            cells = {(i, j) for i in _held(a, "a", pair) for j in _held(b, "b", pair)}
            scores.append(parallel.score)
            rights.append(float(bool(cells & gold)))
            told |= cells
        counts = np.array([len({i for i, _ in some}) for some in (told & gold, told, gold)])
        totals += counts
        yield f"{row['a']['id'].removesuffix('-a'):20} {_fared(*counts)}"
    yield f"{'all':20} {_fared(*totals)}"
    yield from tenths(np.array(scores), np.array(rights))


def _held(document: Units, side: str, pair: Mapping[str, int]) -> list[int]:
    return [n for n in range(len(document)) if _matches(document, n, pair[f"{side}_start"], pair[f"{side}_end"])]


def _fared(right: int, told: int, gold: int) -> str:
    f1 = 2 * right / max(1, told + gold)
    return f"told {told:4}, of these right {right:4}, of the gold's {gold:4}; F1 {f1:.3f}"


def chances(models: Sequence[Fitted], some: Sequence[Examples]) -> Rows:
    """Return the probabilities as the program has them: in the context of both documents or alone, what is more."""
    found = [
        1 / (1 + np.exp(-(np.concatenate([each.terms(bool(alone)) for each in some]) @ weights + intercept)))
        for alone, (weights, intercept) in enumerate(models)
    ]
    return np.maximum(*found)


def calibration(models: Sequence[Fitted], some: Sequence[Examples]) -> Iterator[str]:
    yield from tenths(chances(models, some), np.concatenate([each.right for each in some]))


def tenths(chance: Rows, right: Rows) -> Iterator[str]:
    """Yield, for each tenth of probability, how many pairs have it, and how many of them are right."""
    for tenth in range(10):
        here = (chance >= tenth / 10) & (chance < (tenth + 1) / 10 + (tenth == 9))
        if here.any():
            yield f"{tenth / 10:.1f}  {here.sum():6d}  {right[here].mean():.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--retold", type=Path)
    parser.add_argument("--measure", type=Path)
    parser.add_argument("--held-out", type=int, default=0)
    options = parser.parse_args()
    if options.measure:
        print("\n".join(measure([retold(path) for path in sorted(options.measure.glob("*.txt"))])))
        return
    if options.retold:
        rows = [retold(path) for path in sorted(options.retold.glob("*.txt"))]
        known = {row[side]["id"]: units_of(row[side]) for row in rows for side in "ab"}
        print("\n".join(told_retold([examples(row, known) for row in rows])))
        return
    together: list[tuple[Examples, float]] = []
    alone: list[tuple[Examples, float]] = []
    out: list[Examples] = []
    for number, path in enumerate(options.files):
        rows = load(path)
        known = {row[side]["id"]: units_of(row[side]) for row in rows for side in "ab"}
        for place, row in enumerate(rows):
            if options.held_out and place % options.held_out == 0:
                out.append(examples(row, known))
            else:
                together.append((examples(row, known), WEIGHT if number else 1.0))
        if not number:
            strangers = [(each, 1.0) for each in unrelated(rows, known)]
            together += strangers
            alone += strangers
            continue
        grafts = [each for place, each in enumerate(grafted(rows)) if not options.held_out or place % options.held_out]
        known |= {row["b"]["id"]: units_of(row["b"]) for row in grafts}
        alone += [(examples(row, known), GRAFTED) for row in grafts]
    models = fit(together, alone=False), fit(alone, alone=True)
    if out:
        print("\n".join(calibration(models, out)))
        return
    for name, (weights, intercept) in zip(("TOGETHER", "ALONE"), models, strict=True):
        listed = "".join(f"    {weight:.4f},\n" for weight in weights)
        print(f"{name} = (\n{listed})\n{name}_INTERCEPT = {intercept:.4f}")


if __name__ == "__main__":
    main()
