"""Corpora to passages with gold labels. A corpus is a file of JSON Lines: `{id, text, spans: [{start, end, type}]}`."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from glossator.recognize.names.decode import TYPES
from glossator.recognize.names.tokens import tokenize

CORPORA = ("docred", "crossner", "gum_clean", "uner_ewt", "uner_pud", "litbank", "btc", "wnut")
NOISY = frozenset(["btc", "wnut", "litbank"])
"""Corpora unlike what archives hold (tweets, novels): their lexical features are learned apart as well."""
HEADLINE_SHARE, TITLE_SHARE, DATELINE_SHARE = 0.12, 0.06, 0.10
"""Shares of the clean corpora's sentences that are made into headlines in capitals, into titles, and datelines."""
FOLDS = 5
AGENCIES = ("Reuters", "AP", "AFP", "Interfax", "TASS", "Xinhua", "UPI", "dpa", "RIA Novosti", "Kyodo")


@dataclass(frozen=True)
class Block:
    """A line of a text: its tokens, and the gold names as (first token, past the last, type)."""

    words: tuple[str, ...]
    names: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Text:
    id: str
    source: str
    blocks: tuple[Block, ...]


def load(folder: Path) -> list[Text]:
    """Return the texts of all corpora, in the order of `CORPORA` and of the lines."""
    return [text for name in CORPORA for text in _texts(folder / f"{name}.jsonl", name)]


def _texts(path: Path, source: str) -> Iterator[Text]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            yield Text(row["id"], source, tuple(_blocks(row["text"], row["spans"])))


def _blocks(text: str, spans: Sequence[dict[str, object]]) -> Iterator[Block]:
    for match in re.finditer(r"[^\n]+", text):
        tokens = tokenize(text, match.start(), match.end())
        starts = {start: index for index, start in enumerate(tokens.starts)}
        ends = {end: index + 1 for index, end in enumerate(tokens.ends)}
        names = tuple(
            (starts[span["start"]], ends[span["end"]], str(span["type"]))
            for span in spans
            if span["type"] in TYPES and span["start"] in starts and span["end"] in ends
        )
        if tokens.words:
            yield Block(tuple(tokens.words), names)


def fold_of(index: int) -> int:
    """Return the fold of a text, by its place."""
    return index % FOLDS


def augmented(texts: Sequence[Text]) -> list[Text]:
    """Return texts made from others: headlines in capitals, titles, and datelines; the same ones every time."""
    dice = random.Random(7)
    made: list[Text] = []
    for text in texts:
        if text.source in NOISY:
            continue
        for block in text.blocks:
            for sentence in _sentences(block):
                made += _made_of(text, sentence, dice)
    return made


def _made_of(text: Text, sentence: Block, dice: random.Random) -> Iterator[Text]:
    if not sentence.names or len(sentence.words) < 5:
        return
    roll = dice.random()
    if roll < HEADLINE_SHARE:
        words = tuple(word.upper() for word in sentence.words)
        yield replace(text, blocks=(Block(words, sentence.names),), source="made")
    elif roll < HEADLINE_SHARE + TITLE_SHARE:
        words = tuple(_titled(word, index) for index, word in enumerate(sentence.words))
        yield replace(text, blocks=(Block(words, sentence.names),), source="made")
    elif roll < HEADLINE_SHARE + TITLE_SHARE + DATELINE_SHARE:
        places = [name for name in sentence.names if name[2] == "LOC" and name[1] - name[0] < 4]
        if places:
            yield replace(text, blocks=(_dateline(sentence, dice.choice(places), dice),), source="made")


def _titled(word: str, index: int) -> str:
    small = {"of", "the", "in", "and", "a", "an", "to", "for", "on", "at", "by", "with"}
    return word if index and word in small else word[:1].upper() + word[1:]


def _dateline(sentence: Block, place: tuple[int, int, str], dice: random.Random) -> Block:
    words = sentence.words[place[0] : place[1]]
    if dice.random() < 0.7:
        words = tuple(word.upper() for word in words)
    names = [(0, len(words), "LOC")]
    if dice.random() < 0.3:
        words += (",", dice.choice(("March", "June", "Nov", "Jan")), str(dice.randrange(1, 29)))
    if dice.random() < 0.4:
        agency = tuple(dice.choice(AGENCIES).split())
        names.append((len(words) + 1, len(words) + 1 + len(agency), "ORG"))
        words += ("(", *agency, ")")
    words += (dice.choice(("-", "–", "—", ".")),)
    shift = len(words)
    names += [(first + shift, end + shift, kind) for first, end, kind in sentence.names]
    return Block(words + sentence.words, tuple(names))


def _sentences(block: Block) -> Iterator[Block]:
    start = 0
    for index, word in enumerate(block.words):
        if word in ".!?" or index + 1 == len(block.words):
            end = index + 1
            names = tuple((a - start, b - start, kind) for a, b, kind in block.names if start <= a and b <= end)
            yield Block(block.words[start:end], names)
            start = end
