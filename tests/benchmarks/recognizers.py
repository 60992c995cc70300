"""Measures the recognizers on one core: words a second, beside a spaCy pipeline that finds names, in one run.

    python tests/benchmarks/recognizers.py TEXT...

The texts are read and structured first. Each recognizer takes its turn over all of them three times, and the best
counts. The spaCy pipeline has the shape of its small English ones (a tok2vec of width 96 and a named-entity
recognizer) with weights of chance: what it finds means nothing, how long it takes does.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from glossator.config import Options
from glossator.glossary import Glossary
from glossator.model import Document
from glossator.read import read
from glossator.recognize import recognize
from glossator.recognize.dates import find_dates
from glossator.recognize.names import find_names
from glossator.recognize.names.package import english_tagger
from glossator.recognize.quotations import find_quotations
from glossator.structure import structure

TURNS = 3
LABELS = ("PERSON", "ORG", "GPE")
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of `ru_maxrss`."""


def documents_of(paths: Sequence[str]) -> list[Document]:
    found = (read(f"seeds/{Path(path).name}", Path(path).read_bytes(), None, Options())[0] for path in paths)
    return [structure(document) for document in found if document is not None]


def seconds(work: Callable[[Document], object], documents: Sequence[Document]) -> float:
    """Return the least time that one turn over all documents took."""
    times = []
    for _ in range(TURNS):
        start = time.perf_counter()
        for document in documents:
            work(document)
        times.append(time.perf_counter() - start)
    return min(times)


def spacy_pipeline() -> Any:
    import spacy  # not before the memory of ours is measured
    from spacy.training import Example

    pipeline = spacy.blank("en")
    recognizer = pipeline.add_pipe("ner")
    for label in LABELS:
        recognizer.add_label(label)
    pipeline.initialize(lambda: [Example.from_dict(pipeline.make_doc("A text."), {"entities": []})])
    return pipeline


def main(paths: Sequence[str]) -> None:
    documents = documents_of(paths)
    words = sum(len(document.text.split()) for document in documents)
    start = time.perf_counter()
    english_tagger()
    print(f"{words:,} words in {len(documents):,} texts; the name model loads in {time.perf_counter() - start:.3f} s")
    names = seconds(find_names, documents)
    named = [recognize(each, Glossary(), recognizers=("names",)) for each in documents]
    dates, quotations = seconds(find_dates, named), seconds(find_quotations, named)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT / 1e6
    pipeline = spacy_pipeline()
    theirs = seconds(lambda document: [*pipeline.pipe(document.words_of(b.span) for b in document.blocks)], documents)
    for name, took in (
        ("names", names),
        ("dates", dates),
        ("quotations", quotations),
        ("dates and quotations", dates + quotations),
        ("names, by spaCy", theirs),
    ):
        print(f"{name:>22}  {words / took:>12,.0f} words a second")
    print(f"{'names against spaCy':>22}  {theirs / names:>12.1f} times as fast")
    print(f"{'largest, before spaCy':>22}  {held:>12,.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
