"""Passages with gold labels to what CRFsuite learns from: for each run, its tokens' features and labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corpora import NOISY, Block, Text

from glossator.recognize.names.context import own_features, pieces
from glossator.recognize.names.cues import Passage, cue_features, word_cues
from glossator.recognize.names.features import DISTANCES, EDGE, word_features
from glossator.recognize.names.lexicon import Lexicon, role_marks
from glossator.recognize.names.passages import passage_of, word_kind
from glossator.recognize.names.runs import is_capital
from glossator.recognize.names.topics import topic_of

Instance = tuple[list[list[str]], list[str]]


def word_roles(blocks: Sequence[Block]) -> dict[str, Counter[str]]:
    """Return the parts that each word with a capital has in one text's names, each counted once."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for block in blocks:
        inside = set()
        for first, end, kind in block.names:
            for token in range(first, end):
                inside.add(token)
                part = (
                    "one" if end - first == 1 else "first" if token == first else "last" if token + 1 == end else "in"
                )
                found[block.words[token]][f"{kind}-{part}"] = 1
        for token, word in enumerate(block.words):
            if token and token not in inside and is_capital(word) and block.words[token - 1][-1].isalnum():
                found[word]["out"] = 1
    return found


def all_roles(texts: Sequence[Text]) -> dict[str, Counter[str]]:
    """Return the parts of each word, with the number of texts. Tweets tell little of it."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        if text.source not in ("btc", "wnut", "made"):
            for word, roles in word_roles(text.blocks).items():
                found[word].update(roles)
    return found


RARELY = 0.02
"""The share of a word's places with a capital up to which it may lie in names, and still begin none."""
OFTEN = 300
"""Times that a word stands in lower case: so common a word has its capital from the sentence."""


def idle_words(texts: Sequence[Text], least: int) -> frozenset[str]:
    """Return common words that hardly ever are in a name where they have a capital: "The", "However", "I"."""
    seen: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for text in texts:
        for block in text.blocks:
            seen.update(block.words)
            named.update(word for first, end, _ in block.names for word in block.words[first:end])
    return frozenset(
        word
        for word, count in seen.items()
        if count >= least
        and is_capital(word)
        and named[word] <= RARELY * count
        and (seen[word.lower()] >= OFTEN or word.startswith(("I'", "I’")) or word == "I")
    )


def passages_of(text: Text, lexicon: Lexicon, roles: Mapping[str, Sequence[str]]) -> list[Passage]:
    def kind_of(word: str) -> tuple[bool, str, str]:
        return word_kind(word, lexicon, roles.get(word, ()))

    return [passage_of(list(block.words), kind_of, lexicon.idle) for block in text.blocks]


def instances(text: Text, lexicon: Lexicon, counts: Mapping[str, Counter[str]], held_in: bool) -> Iterator[Instance]:
    """Yield the runs of a text. Where the text is one that `counts` counted, they are taken without it."""
    own = word_roles(text.blocks) if held_in and text.source not in ("btc", "wnut", "made") else {}
    roles: dict[str, tuple[str, ...]] = {}
    for word in sorted({word for block in text.blocks for word in block.words if is_capital(word)}):
        known = Counter(counts.get(word, ()))
        known.subtract(own.get(word, ()))
        roles[word] = role_marks(known)
    passages = passages_of(text, lexicon, roles)
    lower = {word for block in text.blocks for word in block.words if not is_capital(word)}
    cues, topic = word_cues(passages, lower), topic_of(lower)
    views: dict[str, tuple[list[str], list[str], list[str]]] = {EDGE: ([EDGE], [EDGE], [EDGE])}
    for passage, block in zip(passages, text.blocks, strict=True):
        labels = labels_of(block)
        for run, run_chunks in passage.runs:
            rows: list[list[str]] = []
            for piece in pieces(passage, run, run_chunks):
                for token in range(piece.first, piece.end):
                    row = piece.shared + own_features(passage, piece, token, topic)
                    for distance, word in zip(DISTANCES, passage.words[token : token + 5], strict=True):
                        if word not in views:
                            views[word] = word_features(word, lexicon, roles.get(word, ()))
                        row += [f"{distance}:{feature}" for feature in views[word][abs(distance)]]
                    if piece.is_chunk:
                        row += cue_features(cues.get(passage.words[token + 2], 0))
                    if text.source in NOISY:
                        row += [f"{text.source}/{feature}" for feature in views[passage.words[token + 2]][0]]
                        row.append(text.source)
                    rows.append(row)
            yield rows, labels[run[0] : run[1]]


def labels_of(block: Block) -> list[str]:
    labels = ["O"] * len(block.words)
    for first, end, kind in block.names:
        if end - first == 1:
            labels[first] = f"U-{kind}"
        else:
            labels[first:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - first - 2), f"L-{kind}"]
    return labels
