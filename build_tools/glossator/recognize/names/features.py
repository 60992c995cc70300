"""What the tagger sees of a word and of its surroundings: features, as strings. Training and tagging share them.

A feature of a single word (`word_features`) counts at several distances, and its weights are added up once a word;
the others hang on the word's place: its run, its chunk (the words with capitals between two connectors), the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .appositions import apposition, kind_of_noun
from .lexicon import Lexicon
from .words import categories

DISTANCES = (-2, -1, 0, 1, 2)
"""From a token to the one whose own features it sees."""
EDGE = "<>"
"""The word that stands before and after a block: no token is like it."""

Own = tuple[list[str], list[str], list[str]]
"""A word's features as seen from its own place, from the next word, and from two words away."""


def shape(word: str) -> str:
    """Return a word's shape, runs of one kind collapsed: `Xx`, `X.X.`, `Xx-Xx`, `9`."""
    kinds: list[str] = []
    for character in word[:30]:
        kind = "X" if character.isupper() else "x" if character.islower() else "9" if character.isdigit() else character
        if not kinds or kinds[-1] != kind or kind == ".":
            kinds.append(kind)
    collapsed = "".join(kinds)
    return "XX" if collapsed == "X" and len(word) > 1 else collapsed


def word_features(word: str, lexicon: Lexicon, roles: Sequence[str]) -> Own:
    """Return a word's own features; `roles` are the parts that it has had in names (in tagging, the lexicon's)."""
    low = word.lower()
    fine, coarse = lexicon.clusters.get(low, ("", ""))
    groups = categories(low.rstrip("."))
    listed = lexicon.listed.get(low, "")
    far = [f"w={low}", f"k={coarse}"] + [f"g={group}" for group in groups]
    near = [*far, f"W={word}", f"s={shape(word)}", f"K={fine}", f"e3={low[-3:]}", f"l={listed}"]
    own = [*near, f"e2={low[-2:]}", f"e4={low[-4:]}", f"b3={low[:3]}", f"b2={low[:2]}", f"b4={low[:4]}"]
    near = near + [f"r={role}" for role in roles]
    own += [f"r={role}" for role in roles]
    own += [f"g={group}&s={shape(word)}" for group in groups]
    return own, near, far


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words with capitals side by side: the tokens from `first` to before `end`, within a run."""

    first: int
    end: int


def chunks(capital: Sequence[bool], words: Sequence[str], run: tuple[int, int]) -> list[Chunk]:
    """Return the chunks of a run; a connector belongs to none."""
    found: list[Chunk] = []
    index, end = run
    while index < end:
        first = index
        while index < end and (capital[index] or (index > first and words[index].isdigit())):
            index += 1
        if index > first:
            found.append(Chunk(first, index))
        else:
            index += 1
    return found


def chunk_features(words: Sequence[str], kinds: Sequence[str], chunk: Chunk, initial: bool) -> list[str]:
    """Return what all words of a chunk share. `words` and `kinds` (each word's class) have two edges on either side."""
    first, last, after = chunk.first + 2, chunk.end + 1, chunk.end + 2
    head, length = words[last], min(chunk.end - chunk.first, 5)
    before1, before2, after1, after2 = words[first - 1], words[first - 2], words[after], words[after + 1]
    kb, ka, kh, kf = kinds[first - 1], kinds[after], kinds[last], kinds[first]
    start = "^" if initial else ""
    called = apposition(words, after)
    noun = kind_of_noun(before2) if before1 in ("of", "the", ",", "called", "named") else kind_of_noun(before1)
    return [
        f"ap={called}",
        f"apk={called}|{kh}",
        f"an={noun}|{kh}",
        f"h={head}",
        f"f={words[first]}",
        f"kh={kh}",
        f"kf={kf}",
        f"n={length}{start}",
        f"pb={before1}",
        f"pa={after1}",
        f"pbn={before1}|{length}",
        f"pbb={before2} {before1}",
        f"paa={after1} {after2}",
        f"b2={before2}",
        f"a2={after2}",
        f"kb={kb}",
        f"ka={ka}",
        f"kbh={kb}|{kh}",
        f"kha={kh}|{ka}",
        f"kbha={kb}|{kh}|{ka}",
        f"kfh={kf}|{kh}|{length}",
        f"kbb={kinds[first - 2]}|{kb}",
        f"kaa={ka}|{kinds[after + 1]}",
    ]


def link_features(
    words: Sequence[str], kinds: Sequence[str], before: Chunk | None, here: Chunk, after: Chunk | None
) -> list[str]:
    """Return what a chunk sees of the chunks beside it in its run, and of what ties them."""
    found: list[str] = []
    if before is not None:
        tie = " ".join(words[before.end + 2 : here.first + 2])
        head = before.end + 1
        found += [
            f"tb={tie}",
            f"tbh={words[head]} {tie}",
            f"tbk={kinds[head]} {tie}",
            f"tbf={kinds[head]} {tie} {kinds[here.end + 1]}",
        ]
    if after is not None:
        tie = " ".join(words[here.end + 2 : after.first + 2])
        head = after.end + 1
        found += [f"ta={tie}", f"tah={tie} {words[head]}", f"tak={kinds[here.end + 1]} {tie} {kinds[head]}"]
    return found


def token_features(
    words: Sequence[str], kinds: Sequence[str], shapes: Sequence[str], index: int, place: str, topic: str
) -> list[str]:
    """Return what hangs on a token's own place. `place` is where it stands in its chunk and its text."""
    at = index + 2
    word, kind = words[at], kinds[at]
    return [
        f"p={place}",
        f"t={topic}|{place}",
        f"tk={topic}|{kind}",
        f"pk={place}|{kind}",
        f"ww={words[at - 1]} {word}",
        f"wx={word} {words[at + 1]}",
        f"kk={kinds[at - 1]} {kind}",
        f"kx={kind} {kinds[at + 1]}",
        f"kkx={kinds[at - 1]} {kind} {kinds[at + 1]}",
        f"sss={shapes[at - 1]} {shapes[at]} {shapes[at + 1]}",
        f"sx={shapes[at]} {shapes[at + 1]}",
    ]
