"""How the relation of documents grows with their number: prints seconds, candidates and memory for more and more texts.

    python tests/benchmarks/relation.py [--sizes N,N...] FOLDER

Every `.txt` file below the folder is a document. They are taken in the order of their own names, so that other
versions of one text, which stand in other folders under one name, come together. For each size, in a process of its
own: the seconds of one core that it takes to cut all into units and to find the candidates, and, with a process a
core, the seconds by the clock and the memory that the whole relation takes. At the end, how the candidates grow: with
which power of the number of documents, between the smallest and the largest size.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from glossator.cache import Cache
from glossator.comparisons import make_comparisons
from glossator.making import Work
from glossator.model import Datum, Document
from glossator.relate.parallels.candidates import candidates
from glossator.relate.parallels.units import units
from glossator.structure import structure

SIZES = "1000,2000,4000,8054"
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of `ru_maxrss`."""


@dataclass(frozen=True)
class Measured:
    """What the relation of so many documents took."""

    documents: int
    units: int
    units_seconds: float
    candidates: int
    candidates_seconds: float
    most_others: int
    pairs: int
    strange: int
    parallels: int
    seconds: float
    megabytes: float
    child_megabytes: float


def document_of(path: Path, root: Path) -> Document:
    text = path.read_text(encoding="utf-8", errors="replace")
    name = "-".join(path.relative_to(root).with_suffix("").parts)
    language = (Datum("language", "en", ""),)
    return structure(
        Document(name, path.name, text, hashlib.sha256(text.encode()).hexdigest(), "", 0, "", "", metadata=language)
    )


def measure(root: Path, paths: Sequence[Path]) -> Measured:
    """Return what the relation takes. To be called once in a process: its memory is the most it ever had."""
    documents = [document_of(path, root) for path in paths]
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(os.cpu_count()) as executor:
        found = make_comparisons(documents, Work(executor, Cache(Path(folder))))
    seconds = time.perf_counter() - start
    held = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    start = time.process_time()
    cut = [units(document) for document in documents]
    after_units = time.process_time()
    pairs = candidates(cut)
    after_candidates = time.process_time()
    names = {document.id: path.name for document, path in zip(documents, paths, strict=True)}
    return Measured(
        len(documents),
        sum(map(len, cut)),
        after_units - start,
        len(pairs),
        after_candidates - after_units,
        max(Counter(number for pair in pairs for number in pair).values(), default=0),
        len(found),
        sum(names[each.a] != names[each.b] for each in found),
        sum(len(each.parallels) for each in found),
        seconds,
        held[0] * MAXRSS_UNIT / 1e6,
        held[1] * MAXRSS_UNIT / 1e6,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default=SIZES)
    options = parser.parse_args()
    paths = sorted(options.folder.rglob("*.txt"), key=lambda path: (path.name, path))
    rows = []
    print("documents    units  cut s  candidates  found s  most others  with parallels  other names  parallels", end="")
    print("  whole s  MB, and of a child")
    for size in map(int, options.sizes.split(",")):
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
            row = alone.submit(measure, options.folder, paths[:size]).result()
        rows.append(row)
        print(
            f"{row.documents:9,} {row.units:8,} {row.units_seconds:6.1f} {row.candidates:11,} "
            f"{row.candidates_seconds:8.1f} {row.most_others:12} {row.pairs:15,} {row.strange:12,} "
            f"{row.parallels:10,} {row.seconds:8.1f}  {row.megabytes:,.0f}, {row.child_megabytes:,.0f}",
            flush=True,
        )
    first, last = rows[0], rows[-1]
    if last.documents > first.documents and first.candidates:
        times = math.log(last.documents / first.documents)
        for what in ("candidates", "candidates_seconds", "seconds"):
            print(f"growth of {what}: {math.log(getattr(last, what) / getattr(first, what)) / times:.2f}")


if __name__ == "__main__":
    main()
