"""Measure a model on the texts that it was not trained on: `python measure.py CORPORA MODEL FOLD`.

Prints the figures for each clean corpus, and with `--calibration FILE` writes what a likelihood is worth there.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpora import NOISY, Text, fold_of, load

from glossator.recognize.names.passages import passage_of
from glossator.recognize.names.tagger import Tagged, Tagger
from glossator.recognize.names.weights import load as load_model

BINS = 20
"""Groups of names of like likelihood, before neighbors that stand in the wrong order are joined."""


def tagged(tagger: Tagger, text: Text) -> list[list[Tagged]]:
    idle = tagger.model.lexicon.idle
    passages = [passage_of(list(block.words), tagger.kind_of, idle) for block in text.blocks]
    return tagger.tag(passages, {word for block in text.blocks for word in block.words if word.islower()})


def figures(pairs: Sequence[tuple[set[tuple[object, ...]], set[tuple[object, ...]]]]) -> str:
    hit = sum(len(gold & mine) for gold, mine in pairs)
    precision = hit / max(1, sum(len(mine) for _, mine in pairs))
    recall = hit / max(1, sum(len(gold) for gold, _ in pairs))
    return f"P {precision:.4f} R {recall:.4f} F1 {2 * precision * recall / max(1e-9, precision + recall):.4f}"


def calibration(sure: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, float]]:
    """Yield rising pairs (likelihood, share that was right): isotonic regression over bins of equal size."""
    rows = sorted(sure)
    size = max(1, len(rows) // BINS)
    groups: list[list[float]] = []
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        groups.append([sum(low for low, _ in part), sum(right for _, right in part), len(part)])
        while len(groups) > 1 and groups[-2][1] / groups[-2][2] >= groups[-1][1] / groups[-1][2]:
            last = groups.pop()
            groups[-1] = [a + b for a, b in zip(groups[-1], last, strict=True)]
    for total, right, count in groups:
        yield round(total / count, 4), round(right / count, 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("fold", type=int)
    parser.add_argument("--calibration", type=Path)
    options = parser.parse_args()
    tagger = Tagger(load_model(options.model.read_bytes()))
    pairs = defaultdict(list)
    sure: list[tuple[float, bool]] = []
    count: Counter[str] = Counter()
    for index, text in enumerate(load(options.corpora)):
        if fold_of(index) != options.fold or text.source in NOISY:
            continue
        for block, names in zip(text.blocks, tagged(tagger, text), strict=True):
            gold = set(block.names)
            mine = {(name.first, name.end, name.kind) for name in names}
            sure += [(name.likelihood, (name.first, name.end, name.kind) in gold) for name in names]
            for group in (text.source, "all"):
                pairs[group].append((gold, mine))
                count[group] += len(gold)
    for group in sorted(pairs):
        untyped = [({name[:2] for name in gold}, {name[:2] for name in mine}) for gold, mine in pairs[group]]
        print(f"{group}: {count[group]} names; typed {figures(pairs[group])}; untyped {figures(untyped)}")
    if options.calibration:
        options.calibration.write_text(json.dumps(list(calibration(sure))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
