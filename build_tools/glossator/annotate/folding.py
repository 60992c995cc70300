"""Texts with their white space joined and their quotation marks made plain, and the way back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Span

_SIGNS = str.maketrans(dict.fromkeys("’‘‚‛ʼ`´", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑", "-"))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with its quotation marks made plain and its white space joined, and the way back."""

    text: str
    offsets: Sequence[int]
    """Where each code point of the folded text comes from; one more for the end."""

    def back(self, span: Span) -> Span:
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


def fold_text(text: str) -> Folded:
    """Fold white space and quotation marks, and remember where each code point comes from."""
    signs = text.translate(_SIGNS)
    pieces: list[str] = []
    offsets: list[int] = []
    for match in re.finditer(r"\s+|\S+", signs):
        if match[0].isspace():
            pieces.append(" ")
            offsets.append(match.start())
        else:
            pieces.append(match[0])
            offsets.extend(range(match.start(), match.end()))
    return Folded("".join(pieces), (*offsets, len(text)))


def fold_words(words: str) -> str:
    """Return a few words folded, without white space at their ends."""
    return " ".join(words.translate(_SIGNS).split())
