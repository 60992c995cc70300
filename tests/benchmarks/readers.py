"""How well saved pages are read, against gold that people made: prints figures, decides nothing.

    python tests/benchmarks/readers.py PAGES META TURNS

PAGES is a folder of saved pages, ID.html each. META is JSON Lines of {id, title, date}. TURNS is JSON Lines of {id (its
last part, behind a hyphen, is the page's), text, quotes: [{start, end, speaker}]}: the paragraphs of transcripts, an
empty line between each, and what each speaker says, without the label. White space is folded before it is compared.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from glossator.config import Options
from glossator.model import Document
from glossator.read import default_language, read
from glossator.structure import structure

BEHIND_LABEL = re.compile(r"\s*(?:\([^)]*\))?\s*:\s*")
HEAD = 30
"""Code points of a turn's words by which it is found again."""


def folded(text: str) -> str:
    return " ".join(text.split())


def rows(path: str) -> dict[str, dict[str, Any]]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return {row["id"].rpartition("-")[2]: row for row in map(json.loads, lines)}


def unaccounted(document: Document, data: bytes) -> Counter[str]:
    """Return the characters that the page shows, white space not counted, and that are neither text nor left out."""
    soup = BeautifulSoup(data, "html5lib")
    for tag in soup(["script", "style", "template", "head"]):
        tag.extract()
    shown = "".join(words for words in soup.find_all(string=True) if type(words) is NavigableString)
    kept = document.text + "".join(part.text for part in document.left_out)
    return Counter("".join(shown.split())) - Counter("".join(kept.split()))


def compare_turns(document: Document, gold: Mapping[str, Any]) -> Counter[str]:
    """Count the gold's paragraphs and turns that are ours, in order."""
    found: Counter[str] = Counter()
    ours = {folded(document.words_of(block.span)) for block in document.blocks}
    paragraphs = [folded(words) for words in gold["text"].split("\n\n") if folded(words)]
    found["gold paragraphs"], found["missing paragraphs"] = len(paragraphs), sum(p not in ours for p in paragraphs)
    turns = []
    for block in document.blocks:
        if block.label:
            words = folded(BEHIND_LABEL.sub("", document.text[block.label.end : block.span.end], count=1))
            turns.append((folded(document.words_of(block.label)), words))
    found["turns"], found["gold turns"] = len(turns), len(gold["quotes"])
    position = 0
    for quote in gold["quotes"]:
        said = folded(gold["text"][quote["start"] : quote["end"]])
        for number, (label, words) in enumerate(turns[position:], start=position):
            if words and (words[:HEAD] == said[:HEAD] or said.startswith(words)):
                found["turns found"] += 1
                found["labels right"] += label == folded(quote["speaker"])
                position = number + 1
                break
    return found


def main(pages: str, meta: str, turns: str) -> None:
    gold, transcripts = rows(meta), rows(turns)
    found: Counter[str] = Counter()
    for path in sorted(Path(pages).glob("*.html")):
        data = path.read_bytes()
        document, problems = read(f"seeds/{path.name}", data, None, Options())
        if document is None:
            raise SystemExit(f"{path}: {problems}")
        document = structure(default_language(document, Options()))
        found["pages"] += 1
        for name in ("title", "date"):
            found[f"{name}s right"] += folded(document.value(name)) == folded(gold[path.stem][name])
        found["characters in neither text nor left out"] += unaccounted(document, data).total()
        if path.stem in transcripts:
            found += compare_turns(document, transcripts[path.stem])
    for name in dict.fromkeys((*found, "characters in neither text nor left out", "missing paragraphs")):
        print(f"{found[name]:>8,}  {name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
