"""How well passages are known again by a ledger, after an editor's day and errors of recognition: prints figures.

    PYTHONPATH=tests python tests/benchmarks/passages.py OTHER FILE...

Each line of a FILE is a passage; those of OTHER are what comes anew. An id is `kept` on a passage that has its words,
`wrong` on one that has none of them, and `given up` where its words stand by themselves and have another id. Those of
passages that went, or were joined with others, are `led` where they should lead, or `led astray`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import process_time

from glossator.passages.carry import align
from glossator.passages.prints import Print, fingerprint
from revisions import damaged, revised

SHARES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.15)


def passages_of(path: str) -> list[str]:
    text = Path(path).read_bytes().decode("utf-8", "replace")
    return [line for line in text.split("\n") if line.strip()]


def compare(passages: Sequence[str], prints: Sequence[Print], others: Sequence[str], share: float) -> Counter[str]:
    """Return how many ids became what, and the seconds that it took to tell, in thousandths."""
    chance = Random(len(passages))
    new = revised(passages, others, chance)
    words = [damaged(each, share, chance) or "-" for each, _ in new]
    before = process_time()
    found = align(prints, words)
    counts = Counter({"thousandths": round(1000 * (process_time() - before))})
    for place in range(len(passages)):
        held = [number for number, (_, sources) in enumerate(new) if place in sources]
        alone = [number for number in held if len(new[number][1]) == 1]
        if place in found.stays:
            counts["kept" if found.stays[place] in held else "wrong"] += 1
        elif alone:
            counts["given up"] += 1
        else:
            how, where = found.went[place]
            right = (how == "into" and where in held) if held else how != "into"
            counts["led" if right else "led astray"] += 1
    return counts


def main() -> None:
    others, files = passages_of(sys.argv[1]), [passages_of(path) for path in sys.argv[2:]]
    before = process_time()
    prints = [[fingerprint(words) for words in passages] for passages in files]
    count = sum(map(len, files))
    print(f"{count:,} passages, {sum(map(len, map(''.join, files))):,} code points; to know them by takes", end=" ")
    print(f"{process_time() - before:.2f} s")
    for share in SHARES:
        told = sum((compare(each, known, others, share) for each, known in zip(files, prints, strict=True)), Counter())
        seconds = told.pop("thousandths", 0) / 1000
        print(f"errors in {share:4.0%} of letters: {dict(sorted(told.items()))}, {seconds:.2f} s")


if __name__ == "__main__":
    main()
