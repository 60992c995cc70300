"""What pypdf says of each string that it takes from a page: where it stands, and how large it is."""

from __future__ import annotations

import re
from typing import Any

from pypdf.generic import ArrayObject

from .lines import Place
from .meter import MAX_CHARACTERS, RUN_BYTES, Meter

OPERATOR_WORK, PART_WORK = 8, 500
"""What pypdf does for an operator, and for a part of a page that is shown, beside reading their bytes."""
BOLD = re.compile(r"bold|black|heavy|\bcmbx|-cmbx", re.IGNORECASE)
"""In a font's name."""


class Hearer:
    """Hears of a page's strings, and charges for them."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.run = 0
        """Bytes shown since pypdf last handed on what it has: it copies all of them for each further string."""
        self.pieces: list[tuple[str, Place]] = []
        self.heard = 0

    def before(self, operator: bytes, operands: Any, *_: Any) -> None:
        self.meter.pictures += operator == b"INLINE IMAGE"
        self.meter.charge(PART_WORK if operator == b"Do" else OPERATOR_WORK)
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            shown = sum(_string_bytes(operand) for operand in operands)
            self.run += shown
            self.meter.charge(self.run // 4)
            if self.run > RUN_BYTES:
                self.meter.refuse(f"a line has more than {RUN_BYTES:,} bytes")

    def hear(self, text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        self.run = 0
        self.heard += len(text)
        if self.heard > MAX_CHARACTERS:
            self.meter.refuse(f"it has more than the {MAX_CHARACTERS:,} characters that are read")
        if text:
            scale = ((tm[2] * cm[0] + tm[3] * cm[2]) ** 2 + (tm[2] * cm[1] + tm[3] * cm[3]) ** 2) ** 0.5
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            self.pieces.append((text, Place(x, y, abs(size * scale), _is_bold(font))))

    def places(self, text: str) -> tuple[Place | None, ...]:
        """Return where each line of the text stands; nothing where the pieces heard are not the text."""
        if "".join(piece for piece, _ in self.pieces) != text:
            return ()
        lines: list[list[tuple[str, Place]]] = [[]]
        for piece, place in self.pieces:
            first, *others = piece.split("\n")
            lines[-1].append((first, place))
            lines += ([(line, place)] for line in others)
        return tuple(map(_place, lines))


def _string_bytes(operand: Any) -> int:
    if isinstance(operand, ArrayObject):
        return sum(len(item) for item in operand if isinstance(item, (str, bytes)))
    return len(operand) if isinstance(operand, (str, bytes)) else 0


def _is_bold(font: Any) -> bool:
    name = dict.get(font, "/BaseFont") if isinstance(font, dict) else None
    return isinstance(name, str) and BOLD.search(name) is not None


def _place(pieces: list[tuple[str, Place]]) -> Place | None:
    """Return where a line begins, with the size that most of its characters have."""
    shown = [(len(piece.strip()), place) for piece, place in pieces if piece.strip()]
    if not shown:
        return None
    most = max(shown, key=lambda one: one[0])[1]
    bold = sum(count for count, place in shown if place.bold) * 2 > sum(count for count, _ in shown)
    return Place(shown[0][1].x, shown[0][1].y, most.size, bold)
