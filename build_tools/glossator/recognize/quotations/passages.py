"""The quotations of each passage by its marks, over several paragraphs where each opens anew; and block quotes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import Block, Document, Span
from .marks import CLOSERS, LONGEST, MARK, Pair, marks_of, pairs_of

KINDS = frozenset({"paragraph", "item", "turn"})
"""The kinds of passages that hold speech; in a title, quotation marks have other uses."""
BETWEEN = frozenset({"page", "furniture"})
"""The kinds of passages that may stand between two paragraphs of one quotation."""
LONGEST_UNCLOSED = 1_500
"""Code points. A longer stretch behind a mark that nothing closes is no quotation, but a stray mark."""
SENTENCE_END = tuple(".!?…—–-”’\"'")
BLOCK_QUOTE = ""
"""The sign of a pair that has no marks: a block quote."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that has quotations, and its pairs in order."""

    span: Span
    pairs: tuple[Pair, ...]
    lead: int
    """Where the words begin that may introduce its first pair: the passage's start, or that of the one before."""


def passages_of(document: Document, turns: Sequence[Span]) -> Iterator[Passage]:
    """Yield the passages that have pairs of marks, and the block quotes; none that a turn holds."""
    found: list[Passage] = []
    opened: Pair | None = None
    before = 0
    for block in document.blocks:
        if block.kind in KINDS and not in_turn(block.span, turns):
            opened = _add_paragraph(document.text, found, block, opened, before)
        elif block.kind not in BETWEEN:
            opened = None
            if block.kind == "quote" and not in_turn(block.span, turns):
                _add_block_quote(found, block, before)
        before = block.span.start
    for passage in found:
        kept = _outermost(document.text, passage)
        if kept:
            yield replace(passage, pairs=kept)


def in_turn(passage: Span, turns: Sequence[Span]) -> bool:
    """Tell whether a passage belongs to a turn."""
    index = bisect_left(turns, Span(passage.end, 0)) - 1
    return index >= 0 and turns[index].overlaps(passage)


def _pairs(text: str, block: Block) -> list[Pair]:
    start, end = block.span.start, block.span.end
    if MARK.search(text, start, end) is None:
        return []
    doubles, singles = pairs_of(text, marks_of(text, start, end), end)
    return sorted((*doubles, *singles), key=lambda pair: pair.span.start)


def _add_paragraph(text: str, found: list[Passage], block: Block, opened: Pair | None, before: int) -> Pair | None:
    """Add a paragraph, and return the pair that it leaves open. `before` is where the passage before it begins.

    Where the one before left one open and this one opens it anew, both are one passage, and its first pair is the rest.
    So they are where no paragraph opens it anew and this one ends with the mark that closes it.
    """
    pairs = _pairs(text, block)
    if opened is not None and pairs and text.startswith(opened.sign, block.span.start):
        return _extend(found, block, opened, pairs)
    if opened is not None and not pairs and _may_go_on(text, opened, block.span.end):
        close = _closed_at(text, block, opened)
        if close is None:
            return opened
        return _extend(found, block, opened, [Pair(Span(block.span.start, close), Span(block.span.start, close - 1))])
    if pairs:
        led = text[max(0, block.span.start - 3) : block.span.start].rstrip().endswith(":")
        found.append(Passage(block.span, tuple(pairs), before if led else block.span.start))
    return _left_open(pairs, block)


def _may_go_on(text: str, opened: Pair, end: int) -> bool:
    """Tell whether a quotation that is not opened anew may reach a place: it begins a paragraph, or is introduced."""
    before = text[max(0, opened.span.start - 3) : opened.span.start].rstrip(" ")[-1:]
    return before in ("", "\n", ":", ",") and end - opened.span.start <= LONGEST


def _extend(found: list[Passage], block: Block, opened: Pair, pairs: Sequence[Pair]) -> Pair | None:
    """Let the last passage go on over a paragraph, whose first pair is the rest of the one that is open."""
    earlier = found[-1]
    others = [pair for pair in earlier.pairs if pair is not opened]
    pairs = [_joined(opened, pairs[0]), *pairs[1:]]
    found[-1] = Passage(Span(earlier.span.start, block.span.end), (*others, *pairs), earlier.lead)
    return _left_open(pairs, block)


def _left_open(pairs: Sequence[Pair], block: Block) -> Pair | None:
    end = block.span.end
    return next((pair for pair in pairs if not pair.closed and pair.span.end == end and pair.sign in CLOSERS), None)


def _closed_at(text: str, block: Block, opened: Pair) -> int | None:
    """Return where the mark ends that closes a quotation at the end of a paragraph which has no other marks."""
    end = block.span.end
    while end > block.span.start and text[end - 1] in ".,;":
        end -= 1
    return end if text.endswith(CLOSERS[opened.sign], block.span.start, end) else None


def _joined(opened: Pair, rest: Pair) -> Pair:
    """Return a quotation with what goes on in the next paragraph."""
    span, inner = Span(opened.span.start, rest.span.end), Span(opened.inner.start, rest.inner.end)
    return Pair(span, inner, rest.closed, opened.sign)


def _add_block_quote(found: list[Passage], block: Block, before: int) -> None:
    """Add a block quote, or let the one right before go on."""
    last = found[-1] if found else None
    if last is not None and last.pairs[0].sign == BLOCK_QUOTE and last.span.start <= before < last.span.end:
        span = Span(last.span.start, block.span.end)
        found[-1] = replace(last, span=span, pairs=(Pair(span, span, sign=BLOCK_QUOTE),))
    else:
        found.append(Passage(block.span, (Pair(block.span, block.span, sign=BLOCK_QUOTE),), before))


def _outermost(text: str, passage: Passage) -> tuple[Pair, ...]:
    """Return the pairs that lie in no other, and of those that nothing closes the ones that are short and whole."""
    found: list[Pair] = []
    for pair in sorted(passage.pairs, key=lambda pair: (pair.span.start, -pair.span.end)):
        if (pair.closed or _is_whole(text, pair)) and (not found or pair.span.start >= found[-1].span.end):
            found.append(_trimmed(text, pair))
    return tuple(found)


def _is_whole(text: str, pair: Pair) -> bool:
    """Tell whether what a mark opens and none closes reads as a quotation all the same."""
    words = text[pair.inner.start : min(pair.inner.end, pair.inner.start + LONGEST_UNCLOSED + 1)].rstrip()
    return len(words) <= LONGEST_UNCLOSED and words[:1].isupper() and words.endswith(SENTENCE_END)


def _trimmed(text: str, pair: Pair) -> Pair:
    """Return a pair that nothing closes without the white space behind it."""
    if pair.closed:
        return pair
    end = pair.inner.start + len(text[pair.inner.start : pair.inner.end].rstrip())
    return replace(pair, span=Span(pair.span.start, end), inner=Span(pair.inner.start, end))
