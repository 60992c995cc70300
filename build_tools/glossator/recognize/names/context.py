"""The features that hang on a token's place, for training and tagging alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .cues import Passage
from .features import Chunk, chunk_features, link_features, token_features


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens of a run that share features: a chunk, or the connectors between two."""

    first: int
    end: int
    shared: list[str]
    is_chunk: bool


def pieces(passage: Passage, run: tuple[int, int], run_chunks: list[Chunk]) -> Iterator[Piece]:
    """Yield the pieces of a run, in order; together they hold each of its tokens once."""
    at = run[0]
    for index, chunk in enumerate(run_chunks):
        before = run_chunks[index - 1] if index else None
        after = run_chunks[index + 1] if index + 1 < len(run_chunks) else None
        if at < chunk.first:
            yield Piece(at, chunk.first, _tie_features(passage, before, chunk), is_chunk=False)
        shared = chunk_features(passage.words, passage.kinds, chunk, passage.initial(chunk.first))
        shared += link_features(passage.words, passage.kinds, before, chunk, after)
        shared += passage.rows.get(chunk.first, ())
        yield Piece(chunk.first, chunk.end, shared, is_chunk=True)
        at = chunk.end
    if at < run[1]:
        yield Piece(at, run[1], [], is_chunk=False)


def _tie_features(passage: Passage, before: Chunk | None, after: Chunk) -> list[str]:
    """Return what connectors see of what they tie; or what a number sees of the chunk that it begins."""
    words, kinds = passage.words, passage.kinds
    if before is None:
        head = after.end + 1
        return ["c=#", f"ch=# {words[head]}", f"ck=# {kinds[head]}", f"cf=# {words[after.first + 2]}"]
    tie = " ".join(words[before.end + 2 : after.first + 2])
    head, last, first = before.end + 1, after.end + 1, before.first + 2
    return [
        f"c={tie}",
        f"ch={words[head]} {tie}",
        f"cf={words[first]} {tie}",
        f"ck={kinds[head]} {tie}",
        f"cl={tie} {words[last]}",
        f"ckl={kinds[head]} {tie} {kinds[last]}",
        f"ckb={kinds[first - 1]} {kinds[head]} {tie} {kinds[last]}",
    ]


def own_features(passage: Passage, piece: Piece, token: int, topic: str) -> list[str]:
    """Return the features of one token of a piece."""
    if not piece.is_chunk:
        place = "c"
    elif piece.end - piece.first == 1:
        place = "U"
    else:
        place = "B" if token == piece.first else "L" if token + 1 == piece.end else "I"
    initial = "^" if passage.initial(token) else ""
    return token_features(passage.words, passage.kinds, passage.shapes, token, f"{place}{initial}{passage.form}", topic)
