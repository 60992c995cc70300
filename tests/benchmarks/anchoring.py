"""Measures how quotes are found again in texts that changed, and how long that takes on one core.

    python tests/benchmarks/anchoring.py FOLDER... [--quotes N] [--longest N] [--pages FOLDER --cases FILE.jsonl]

FOLDER holds plain texts. Each quote is taken from a random place of a text, with its context. *Edited*: the text is
then changed around the place and in it, up to the share told, by single characters and by whole words. *Deleted*: the
paragraph of the quote is taken out, or the quote alone. *Elsewhere*: the quote is looked for in another text. A place
is right that shares four fifths with the true one. *Rendered*: quotes from the bare text of the other FOLDER's web
pages are looked for in what the program reads of them. A case of FILE has `target` (such a page), `exact`, `prefix`,
`suffix` and `occurrences_in_target`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from bs4 import BeautifulSoup

from glossator.annotate.quotes import describe_quote, match_quote, match_quotes
from glossator.annotate.searched import Match
from glossator.config import Options
from glossator.model import Quote, Span
from glossator.read import read

SHORTEST = 40
"""Code points of a quote."""
RIGHT = 0.8
"""The share of two places together that both have."""
SHARES = (0.0, 0.05, 0.1, 0.15, 0.2)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
AROUND = 100
"""Code points before and behind a quote that are changed like itself."""
MEGABYTE = 1_000_000


def texts_of(folders: Sequence[Path]) -> list[str]:
    """Return the texts of the files, as the program reads them."""
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".html"}]
    found = (read(f"seeds/{path.name}", path.read_bytes(), None, Options())[0] for path in paths)
    return [document.text for document in found if document is not None]


def random_span(text: str, longest: int, chance: random.Random, shortest: int = SHORTEST) -> Span:
    """Return a place of whole words."""
    while True:
        length = round(shortest * (longest / shortest) ** chance.random())
        start = chance.randrange(max(1, len(text) - length))
        begin = re.compile(r"\b\w").search(text, start)
        end = re.compile(r"\w\b").search(text, begin.start() + length) if begin else None
        if begin and end:
            return Span(begin.start(), end.end())


def edit_letters(words: str, share: float, chance: random.Random, others: Sequence[str] = ()) -> str:
    """Insert, delete and substitute single characters, as many as that share of the words' length."""
    letters = list(words)
    for _ in range(round(share * len(words))):
        place = chance.randrange(len(letters))
        kind = chance.choice("ids")
        letters[place] = {"i": chance.choice(LETTERS) + letters[place], "d": "", "s": chance.choice(LETTERS)}[kind]
    return "".join(letters)


def edit_words(words: str, share: float, chance: random.Random, others: Sequence[str]) -> str:
    """Insert, delete and substitute words while the characters changed are no more than that share."""
    pieces, left = words.split(" "), share * len(words)
    for _ in range(len(pieces)):
        place, new = chance.randrange(len(pieces)), chance.choice(others)
        if not pieces[place]:
            continue
        kind = chance.choice("ids")
        cost = {"i": len(new) + 1, "d": len(pieces[place]) + 1, "s": max(len(new), len(pieces[place]))}[kind]
        if cost <= left and len(pieces) > 2:
            left -= cost
            pieces[place : place + 1] = {"i": [pieces[place], new], "d": [], "s": [new]}[kind]
    return " ".join(pieces)


EDITS: Mapping[str, Callable[..., str]] = {"letters": edit_letters, "words": edit_words}


def shared(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))


Edit = Callable[[str], str]


def edited(text: str, span: Span, edit: Edit) -> tuple[str, Span]:
    """Return the text changed around a place and in it, and where the place then is."""
    start, end = max(0, span.start - AROUND), span.end + AROUND
    before, words, after = edit(text[start : span.start]), edit(text[span.start : span.end]), edit(text[span.end : end])
    begin = start + len(before)
    return text[:start] + before + words + after + text[end:], Span(begin, begin + len(words))


def verdict(match: Match, true: Span) -> str:
    if match.span is None:
        return match.state
    return "right" if shared(match.span, true) >= RIGHT else f"wrong ({match.state})"


def find_edited(texts: Sequence[str], count: int, longest: int, kind: str, context: bool) -> None:
    chance = random.Random(f"{kind} {context}")
    words = [word for text in texts for word in text.split()]
    for share in SHARES:
        verdicts: Counter[str] = Counter()
        for _ in range(count):
            text = chance.choice(texts)
            span = random_span(text, longest, chance)
            quote = described(text, span, context)
            text, span = edited(text, span, partial(EDITS[kind], share=share, chance=chance, others=words))
            verdicts[verdict(match_quote(text, quote), span)] += 1
        told(f"edited {kind}, {share:.0%}, {'with' if context else 'without'} context", verdicts, count)


def described(text: str, span: Span, context: bool) -> Quote:
    return describe_quote(text, span) if context else Quote(text[span.start : span.end])


def told(name: str, verdicts: Counter[str], count: int) -> None:
    shares = ", ".join(f"{verdict} {number} ({number / count:.2%})" for verdict, number in verdicts.most_common())
    print(f"{name:<42} {shares}", flush=True)


def paragraph(text: str, span: Span) -> Span:
    """Return the paragraph around a place: to the nearest ends of lines."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)


def find_deleted(texts: Sequence[str], count: int, longest: int, whole: bool, context: bool) -> None:
    chance = random.Random(f"{whole} {context}")
    verdicts: Counter[str] = Counter()
    for _ in range(count):
        text = chance.choice(texts)
        span = random_span(text, longest, chance)
        quote = described(text, span, context)
        out = paragraph(text, span) if whole else span
        text = text[: out.start] + text[out.end :]
        match = match_quote(text, quote)
        verdicts[f"placed ({match.state})" if match.span else "not placed"] += 1
    part = "paragraph" if whole else "quote"
    told(f"deleted {part}, {'with' if context else 'without'} context", verdicts, count)


def find_elsewhere(texts: Sequence[str], count: int, longest: int, context: bool) -> None:
    chance = random.Random(f"elsewhere {context}")
    verdicts: Counter[str] = Counter()
    for _ in range(count):
        text, other = chance.sample(texts, 2)
        match = match_quote(other, described(text, random_span(text, longest, chance), context))
        verdicts[f"placed ({match.state})" if match.span else "not placed"] += 1
    told(f"of another text, {'with' if context else 'without'} context", verdicts, count)


def find_cases(pages: Path, path: Path) -> None:
    texts: dict[str, str] = {}
    by_count: dict[str, Counter[str]] = {"unique": Counter(), "repeated": Counter()}
    for case in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        name = case["target"]
        if name not in texts:
            document, _ = read(f"seeds/{name}", (pages / name).read_bytes(), None, Options())
            texts[name] = document.text if document else ""
        match = match_quote(texts[name], Quote(case["exact"], case["prefix"], case["suffix"]))
        kind = "unique" if case["occurrences_in_target"] == 1 else "repeated"
        by_count[kind][standing(texts[name], match, case["exact"])] += 1
    for kind, verdicts in by_count.items():
        told(f"of another rendering, {kind}", verdicts, verdicts.total())


def find_rendered(pages: Path, count: int) -> None:
    """Look for quotes from paragraphs of pages, parsed by another library, in what the program reads of the pages."""
    chance = random.Random("rendered")
    verdicts: Counter[str] = Counter()
    shown = [each for path in sorted(pages.glob("*.html")) for each in paragraphs_of(path)]
    for _ in range(count):
        text, bare, whole = chance.choice(shown)
        span = random_span(whole, min(260, len(whole) // 2), chance, shortest=14)
        start = bare.index(whole) + span.start
        exact = whole[span.start : span.end]
        if " ".join(text.split()).count(" ".join(exact.split())) == 1:
            quote = describe_quote(bare, Span(start, start + len(exact)))
            verdicts[standing(text, match_quote(text, quote), exact)] += 1
    told("of another rendering, unique", verdicts, verdicts.total())


def paragraphs_of(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what the program reads of a page, its bare text, and each paragraph that both have."""
    document, _ = read(f"seeds/{path.name}", path.read_bytes(), None, Options())
    soup = BeautifulSoup(path.read_bytes(), "lxml")
    bare = soup.get_text()
    joined = " ".join(document.text.split()) if document else ""
    for element in soup.find_all("p"):
        whole = element.get_text()
        if document and len(whole) > SHORTEST and joined.count(" ".join(whole.split())) == 1:
            yield document.text, bare, whole


def standing(text: str, match: Match, exact: str) -> str:
    if match.span is None:
        return match.state
    words = text[match.span.start : match.span.end]
    return f"found ({match.state})" if words.split() == exact.split() else f"other words ({match.state})"


def pieces(texts: Sequence[str], size: int, count: int) -> Iterator[str]:
    whole = "\n".join(texts)
    for number in range(count):
        start = number * size % max(1, len(whole) - size)
        yield whole[start : start + size]


def told_time(name: str, start: float, states: Counter[str]) -> None:
    print(f"{name}: {time.process_time() - start:.2f} s of the processor, {dict(states)}", flush=True)


def time_changed(texts: Sequence[str], longest: int) -> None:
    chance = random.Random("time")
    text = next(pieces(texts, MEGABYTE, 1))
    quotes = []
    for _ in range(100):
        quote = describe_quote(text, random_span(text, longest, chance))
        quotes.append(Quote(edit_letters(quote.exact, 0.1, chance), quote.prefix, quote.suffix))
    start = time.process_time()
    states = Counter(match.state for match in match_quotes(text, quotes).values())
    told_time(f"{len(quotes)} changed quotes in {len(text):,} code points", start, states)


def time_unchanged(texts: Sequence[str], longest: int) -> None:
    chance = random.Random("time")
    documents = list(pieces(texts, 20_000, 1000))
    quotes = [[describe_quote(text, random_span(text, longest, chance)) for _ in range(10)] for text in documents]
    start = time.process_time()
    states = Counter(
        match.state for text, some in zip(documents, quotes, strict=True) for match in match_quotes(text, some).values()
    )
    told_time(f"{states.total():,} unchanged notes on {len(documents):,} documents of 20,000", start, states)


def time_hostile() -> None:
    text = "a" * (5 * MEGABYTE)
    for name, quotes in (
        ("the same", [Quote("a" * 2000, "a" * (number % 32)) for number in range(1000)]),
        ("changed", [Quote("a" * (1990 + number) + "b") for number in range(10)]),
    ):
        start = time.process_time()
        states = Counter(match.state for match in match_quotes(text, quotes).values())
        told_time(f"hostile, {name}: {len(quotes):,} quotes", start, states)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--quotes", type=int, default=1000, help="How many of each kind.")
    parser.add_argument("--longest", type=int, default=400, help="Code points of the longest quote.")
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--only", default="cases rendered edited deleted elsewhere time hostile")
    options = parser.parse_args()
    texts = texts_of(options.folders)
    print(f"{len(texts)} texts, {sum(map(len, texts)):,} code points; quotes of {SHORTEST} to {options.longest}")
    count, longest = options.quotes, options.longest
    if "cases" in options.only and options.cases:
        find_cases(options.pages, options.cases)
    if "rendered" in options.only and options.pages:
        find_rendered(options.pages, count)
    for context in (True, False):
        if "edited" in options.only:
            find_edited(texts, count, longest, "letters", context)
            find_edited(texts, count, longest, "words", context)
        if "deleted" in options.only:
            find_deleted(texts, count, longest, True, context)
            find_deleted(texts, count, longest, False, context)
        if "elsewhere" in options.only:
            find_elsewhere(texts, count, longest, context)
    if "time" in options.only:
        time_changed(texts, longest)
        time_unchanged(texts, longest)
    if "hostile" in options.only:
        time_hostile()


if __name__ == "__main__":
    main()
