"""Train the name tagger: `python train.py CORPORA OUT`, or with `--fold 0` to hold a fifth of the texts out."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pycrfsuite
from clusters import clusters
from corpora import Text, augmented, fold_of, load
from instances import all_roles, idle_words, instances
from listed import listed_words

from glossator.recognize.names.decode import LABELS, may_follow
from glossator.recognize.names.lexicon import Lexicon, role_marks
from glossator.recognize.names.weights import digest, dump

IDLE_LEAST = 30
PRUNE = 0.03
PARAMETERS = {"c1": 0.3, "c2": 0.3, "max_iterations": 55, "feature.minfreq": 3, "feature.possible_transitions": False}
UNIT = 0.02
"""What a stored weight of 1 is."""
TOP = 200
"""The greatest stored weight: 4, beyond which only what was seen by chance goes. Some 150 of them fit into a lane."""
OUTSIDE = 0.5
"""Taken from the weight of `O`: what is no name outweighs names in training, and precision would win over recall."""
PLACE = "p="
"""How the one feature begins that every token has."""


def lexicon_of(texts: Sequence[Text]) -> tuple[Lexicon, dict[str, Counter[str]]]:
    counts = all_roles(texts)
    roles = {word: role_marks(known) for word, known in counts.items()}
    return Lexicon(clusters(texts), roles, listed_words(), idle_words(texts, IDLE_LEAST)), counts


def fit(texts: Sequence[Text], lexicon: Lexicon, counts: Mapping[str, Counter[str]], path: str) -> None:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    tokens = 0
    for text in [*texts, *augmented(texts)]:
        for rows, labels in instances(text, lexicon, counts, held_in=True):
            trainer.append([sorted(set(row)) for row in rows], labels)
            tokens += len(rows)
    print(f"{tokens} tokens", flush=True)
    trainer.train(path)


def quantized(path: str) -> tuple[dict[str, list[int]], dict[tuple[str, str], int]]:
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    info = tagger.info()
    kept = {
        key: weight
        for key, weight in info.state_features.items()
        if abs(weight) >= PRUNE and not key[0].startswith(("btc", "wnut", "litbank"))
    }
    kept |= {(name, "O"): kept.get((name, "O"), 1e-9) for name, _ in info.state_features if name.startswith(PLACE)}
    weights: dict[str, list[int]] = {}
    for (name, label), weight in kept.items():
        value = max(-TOP, min(TOP, round(weight / UNIT)))
        if value or name.startswith(PLACE):
            weights.setdefault(name, [0] * len(LABELS))[LABELS.index(label)] = value
    for name, row in weights.items():
        if name.startswith(PLACE):
            row[0] = max(-TOP, row[0] - round(OUTSIDE / UNIT))
    steps = {key: round(w / UNIT) for key, w in info.transitions.items() if may_follow(*key)}
    return weights, steps


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, help="leave out the texts of this fold")
    parser.add_argument("--calibration", type=Path, help="what measure.py wrote for a model that held texts out")
    parser.add_argument("--set", nargs=2, action="append", default=[])
    parser.add_argument("--iterations", type=int, default=55)
    options = parser.parse_args()
    started = time.perf_counter()
    texts = [text for i, text in enumerate(load(options.corpora)) if options.fold is None or fold_of(i) != options.fold]
    lexicon, counts = lexicon_of(texts)
    print(f"lexicon {time.perf_counter() - started:.0f} s", flush=True)
    PARAMETERS["max_iterations"] = options.iterations
    PARAMETERS.update({key: float(value) for key, value in options.set})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "crf")
        fit(texts, lexicon, counts, path)
        weights, steps = quantized(path)
    worth = json.loads(options.calibration.read_text()) if options.calibration else [(0.0, 0.0), (1.0, 1.0)]
    data = dump(lexicon, weights, steps, UNIT, worth)
    options.out.write_bytes(data)
    print(f"sha256 {digest(data)}")
    print(f"{len(weights)} features, {len(data)} bytes, {time.perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
