"""Fit how likely it is that two units say the same: `python parallels.py TRANSLATIONS.jsonl SPEECHES RETOLD`.

TRANSLATIONS.jsonl has translations of the same chapters (`translations.py` writes it); those that no row connects say
different things. SPEECHES is a folder of speeches, a text file each, by date: two that follow each other, and two that
are far apart, are taken to say different things, and so are pieces of them. RETOLD is a folder of texts and their
retellings; the text of one and the retelling of another say different things. The forms are told in `retellings.py`.

Prints the weights for `glossator/relate/parallels/fitted.py`. With `--folds N`, prints instead how often the
probabilities come true for the Nth part of the retold texts and of the translations, by the weights that the others
give, N times: of each tenth, how many pairs of units have it, and what share of them is right.

`python parallels.py --measure FOLDER` compares the two documents of each retold text as the program does, and prints
what share of the passages told is right, what share of the gold is found, and how the scores come true.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from retellings import Pair, read, text_of

from glossator.model import Span
from glossator.relate.parallels.candidates import candidates
from glossator.relate.parallels.comparing import compare
from glossator.relate.parallels.evidence import evidence
from glossator.relate.parallels.odds import alone_terms, terms

RETOLD = 30.0
"""What a retold text counts beside a translation, of which there are many more, and all of one kind."""
PENALTY = 3.0
"""Of squared weights (ridge)."""
GRAFTED = 10.0
"""So many times these count beside unrelated documents, which are many."""
EVERY = 3
"""Of so many passages that correspond, one is learned from as a quotation in another text, too."""
CROP, CROPPED = 5, 10.0
"""Units of both texts of a retelling that are learned from as if each were all, and how often they count: in short
texts on one matter, something is always alike.
"""
STEPS = 60
ENOUGH = 1e-6
"""A step of Newton's method behind which none changes anything."""
MOST_UNRELATED = 500
"""Pairs of unrelated translations that are learned from, of those that are candidates."""
CROSSED = 6
"""Other retellings that each text is put beside."""
PIECE = 60
"""Units of a speech that are put beside as many of another, from a third of it on."""

Rows = np.ndarray[Any, np.dtype[np.float64]]
Fitted = tuple[Rows, float]
"""Weights and intercept."""


@dataclass(frozen=True)
class Examples:
    """Pairs of units: what is known of each, whether it is right, and how much it counts."""

    features: Rows
    right: Rows
    counts: float = 1.0

    def terms(self, alone: bool) -> Rows:
        return alone_terms(self.features) if alone else terms(self.features)


def examples(pair: Pair, counts: float = 1.0) -> Examples:
    seen = evidence(pair.a.units.window(), pair.b.units.window(), everywhere=True)
    gold = pair.cells(pair.passages)
    right = [float(cell in gold) for cell in zip(seen.a.tolist(), seen.b.tolist(), strict=True)]
    return Examples(seen.features, np.array(right), counts)


def grafted(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield pairs in which one passage of a document stands alone in a text on something else, as a quotation does."""
    for place, pair in enumerate(pairs):
        for number, (a, b) in enumerate(pair.passages[::EVERY]):
            other = pairs[(place + number + 1) % len(pairs)].b.words
            cut = max(0, other.find("\n\n", len(other) // 2))
            words = pair.b.words[b.start : b.end]
            text = f"{other[:cut]}\n\n{words}\n\n{other[cut:].lstrip()}"
            graft = Span(cut + 2, cut + 2 + len(words))
            yield Pair(pair.a, text_of(f"{pair.b.id}-{number}-graft", text), ((a, graft),))


def cropped(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield short stretches of both documents of each pair, as far on in the one as in the other."""
    for pair in pairs:
        ours, theirs = len(pair.a.units) - CROP, len(pair.b.units) - CROP
        for first in range(0, theirs + 1, CROP):
            yield pair.part(ours * first // max(1, theirs), first, CROP)


def unrelated(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield documents that no pair connects, evenly chosen among the candidates."""
    texts = {text.id: text for pair in pairs for text in (pair.a, pair.b)}
    group = {id_: id_ for id_ in texts}

    def root(id_: str) -> str:
        while group[id_] != id_:
            id_ = group[id_]
        return id_

    for pair in pairs:
        group[root(pair.a.id)] = root(pair.b.id)
    ids = sorted(texts)
    found = [(ids[a], ids[b]) for a, b in candidates([texts[id_].units for id_ in ids])]
    apart = [(a, b) for a, b in found if root(a) != root(b)]
    for a, b in apart[:: 1 + len(apart) // MOST_UNRELATED]:
        yield Pair(texts[a], texts[b])


def crossed(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the text of one pair beside the retelling of another."""
    for place, pair in enumerate(pairs):
        for step in range(1, CROSSED + 1):
            yield Pair(pair.a, pairs[(place + step) % len(pairs)].b)


def apart(folder: Path) -> Iterator[Pair]:
    """Yield each speech beside the next, and beside one that is far away; and pieces of them."""
    speeches = [text_of(path.stem, path.read_text(encoding="latin-1")) for path in sorted(folder.glob("*.txt"))]
    pieces = [speech.part(len(speech.units) // 3, PIECE) for speech in speeches]
    for some in (speeches, pieces):
        for step in (1, len(some) // 2):
            yield from (Pair(some[n], some[n + step]) for n in range(len(some) - step))


def fit(some: Sequence[Examples], *, alone: bool) -> Fitted:
    """Return weights and intercept: logistic regression by Newton's method, on standardized terms."""
    rows = np.concatenate([each.terms(alone) for each in some])
    right = np.concatenate([each.right for each in some])
    counts = np.concatenate([np.full(len(each.right), each.counts) for each in some])
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    scaled = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    found, penalty = np.zeros(scaled.shape[1]), np.append(np.full(rows.shape[1], PENALTY), 0.0)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-scaled @ found))
        gradient = scaled.T @ (counts * (chance - right)) + penalty * found
        hessian = (scaled.T * (counts * chance * (1 - chance))) @ scaled + np.diag(penalty + 1e-9)
        step = np.linalg.solve(hessian, gradient)
        found -= step
        if np.abs(step).max() < ENOUGH:
            break
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ mean)


@dataclass(frozen=True)
class Learned:
    """What is learned from."""

    translations: Sequence[Pair]
    retold: Sequence[Pair]
    strangers: Sequence[Examples]
    """Of documents that say different things."""

    def without(self, fold: int, folds: int) -> Learned:
        """Return all but every so many of the pairs that correspond."""
        kept = (
            [pair for n, pair in enumerate(pairs) if n % folds != fold] for pairs in (self.translations, self.retold)
        )
        return Learned(*kept, self.strangers)

    def models(self) -> tuple[Fitted, Fitted]:
        """Return the weights for units in their context, and by themselves."""
        related = [*map(examples, self.translations), *(examples(pair, RETOLD) for pair in self.retold)]
        crops = [each for pair in cropped(self.retold) if len((each := examples(pair, CROPPED)).right)]
        grafts = [examples(pair, GRAFTED) for pair in grafted(self.retold)]
        apart = [*crops, *self.strangers]
        return fit([*related, *apart], alone=False), fit([*grafts, *apart], alone=True)


def learned(translations: Path, speeches: Path, retold: Path) -> Learned:
    pairs, stories = read(translations), read(retold)
    strangers = [*unrelated(pairs), *crossed(stories), *apart(speeches)]
    found = map(examples, strangers)
    return Learned(pairs, stories, [each for each in found if len(each.right)])


def folded(every: Learned, folds: int) -> Iterator[str]:
    """Yield how the probabilities come true for texts that were not learned from."""
    kinds = {"translations": every.translations, "retold": every.retold}
    found: dict[str, list[tuple[Rows, Rows]]] = {kind: [] for kind in kinds}
    for fold in range(folds):
        models = every.without(fold, folds).models()
        for kind, pairs in kinds.items():
            some = map(examples, pairs[fold::folds])
            found[kind] += [(chances(models, each), each.right) for each in some if len(each.right)]
    for kind, each in found.items():
        yield kind
        yield from tenths(*map(np.concatenate, zip(*each, strict=True)))


def chances(models: Sequence[Fitted], some: Examples) -> Rows:
    """Return the probabilities as the program has them: in the context of both documents or alone, what is more."""
    found = [some.terms(bool(alone)) @ weights + intercept for alone, (weights, intercept) in enumerate(models)]
    return 1 / (1 + np.exp(-np.maximum(*found)))


def measure(pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield how the parallels of each pair fare, counted in units of the first; then all together."""
    scores: list[float] = []
    rights: list[float] = []
    totals = np.zeros(3, int)
    for pair in pairs:
        gold, told = pair.cells(pair.passages), set()
        for parallel in compare(pair.a.units, pair.b.units):
            cells = pair.cells([(parallel.a, parallel.b)])
            scores.append(parallel.score)
            rights.append(float(bool(cells & gold)))
            told |= cells
        counts = np.array([len({a for a, _ in some}) for some in (told & gold, told, gold)])
        totals += counts
        yield f"{pair.a.id.removesuffix('-a'):20} {_fared(*counts)}"
    yield f"{'all':20} {_fared(*totals)}"
    yield from tenths(np.array(scores), np.array(rights))


def _fared(right: int, told: int, gold: int) -> str:
    f1 = 2 * right / max(1, told + gold)
    return f"told {told:4}, of these right {right:4}, of the gold's {gold:4}; F1 {f1:.3f}"


def tenths(chance: Rows, right: Rows) -> Iterator[str]:
    """Yield, for each tenth of probability, how many pairs have it, and how many of them are right."""
    for tenth in range(10):
        here = (chance >= tenth / 10) & (chance < (tenth + 1) / 10 + (tenth == 9))
        if here.any():
            yield f"{tenth / 10:.1f}  {here.sum():6d}  {right[here].mean():.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--measure", type=Path, metavar="FOLDER")
    parser.add_argument("--folds", type=int, default=0, metavar="N")
    options = parser.parse_args()
    if options.measure:
        print("\n".join(measure(read(options.measure))))
        return
    if len(options.files) != 3:
        parser.error("needs TRANSLATIONS.jsonl, a folder of speeches, and a folder of retold texts")
    every = learned(*options.files)
    if options.folds:
        print("\n".join(folded(every, options.folds)))
        return
    print('"""The weights that `build_tools/training/parallels.py` fitted, in the order of `odds.terms`."""\n')
    for name, (weights, intercept) in zip(("TOGETHER", "ALONE"), every.models(), strict=True):
        listed = "".join(f"    {weight:.4f},\n" for weight in weights)
        print(f"{name} = (\n{listed})\n{name}_INTERCEPT = {intercept:.4f}")


if __name__ == "__main__":
    main()
