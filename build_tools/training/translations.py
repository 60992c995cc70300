"""Write pairs of translations of one chapter, aligned by verse: `python translations.py FOLDER > TRANSLATIONS.jsonl`.

The folder has one folder a translation, in each a file a chapter, `Genesis1.txt`, with a line a verse: its number and
its words. Prints, for each of two neighboring chapters of each book, a row for each two that follow each other of four
translations: `{"id", "a": {"id", "text"}, "b": {"id", "text"}, "pairs": [{"a_start", "a_end", "b_start", "b_end"}]}`,
offsets in code points.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

BOOKS = """Genesis Exodus Judges 1Samuel 2Kings Nehemiah Psalms Proverbs Ecclesiastes Isaiah Jeremiah Daniel Hosea Micah
Malachi Luke John Romans 1Corinthians Hebrews James 1John""".split()
"""Learned from. Ruth, Jonah and Mark are left to be measured with; in Job, Amos and Revelation, neighboring chapters
say the same here and there.
"""
OTHER_NUMBERS = {("DRA", "Psalms")}
"""Translations that number the chapters of a book in another way."""
NEIGHBORS, TRANSLATIONS = 2, 4
SEED = 11


def verses(path: Path) -> Mapping[str, str]:
    """Return the words of each verse of a chapter by its number, or nothing where there is no such file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    numbered = (line.split(" ", 1) for line in lines if line[:1].isdigit())
    return {number: words.strip() for number, words in numbered}


def joined(chapter: Mapping[str, str]) -> tuple[str, Mapping[str, tuple[int, int]]]:
    """Return a chapter as one text, without its numbers, and where each verse stands in it."""
    text, places = "", {}
    for number, words in chapter.items():
        text += " " if text else ""
        places[number] = len(text), len(text) + len(words)
        text += words
    return text, places


def rows(folder: Path) -> Iterator[Mapping[str, Any]]:
    chance = random.Random(SEED)
    translations = sorted(path.name for path in folder.iterdir())
    for book in BOOKS:
        some = [name for name in translations if (name, book) not in OTHER_NUMBERS]
        last = sum(path.stem.removeprefix(book).isdigit() for path in (folder / some[0]).glob(f"{book}*.txt"))
        first = chance.randint(1, last - NEIGHBORS + 1)
        for chapter in (f"{book}{number}" for number in range(first, first + NEIGHBORS)):
            for pair in pairwise(chance.sample(some, TRANSLATIONS)):
                yield row(chapter, {name: verses(folder / name / f"{chapter}.txt") for name in pair})


def row(chapter: str, both: Mapping[str, Mapping[str, str]]) -> Mapping[str, Any]:
    """Return two translations of a chapter, by their names, as a row."""
    sides, places = {}, {}
    for side, (name, words) in zip("ab", both.items(), strict=True):
        text, places[side] = joined(words)
        sides[side] = {"id": f"{name}-{chapter}", "text": text}
    pairs = [
        {"a_start": start, "a_end": end, "b_start": places["b"][number][0], "b_end": places["b"][number][1]}
        for number, (start, end) in places["a"].items()
        if number in places["b"]
    ]
    return {"id": "-".join([chapter, *both]), **sides, "pairs": pairs}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    for each in rows(parser.parse_args().folder):
        print(json.dumps(each))


if __name__ == "__main__":
    main()
