"""The model's file: packed and read back. Text lines, then numbers, squeezed by LZMA; never code.

The weights of a feature are one integer with a lane for each label, so that adding two features' integers adds all
their labels' weights at once.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from struct import Struct

from .decode import COUNT, LABELS, Steps, steps_of
from .lexicon import Lexicon

LANE_BITS = 16
"""A weight is at most 200 in size, and a token has at most some 150 features: their sum is below 2 ** 15."""
WIDTH = (COUNT * LANE_BITS) // 8 + 1
"""Bytes of a packed integer, with one for its sign."""
HALF = 1 << (LANE_BITS - 1)
BIAS = sum(HALF << (LANE_BITS * lane) for lane in range(COUNT))
"""What makes every lane of a sum positive, so that lanes do not borrow from one another."""
LANES = Struct(f"<{COUNT}H")
VERSION = 1

NEVER = -8000
"""Added to a label's lane where the label cannot be: less than what all features together could make good."""
INSIDE_ONLY = sum(NEVER << (LANE_BITS * lane) for lane, label in enumerate(LABELS) if label[0] in "BLU")
"""What keeps a word like "of" from beginning or ending a name."""


@dataclass(frozen=True, slots=True)
class Model:
    """All that training has learned."""

    lexicon: Lexicon
    weights: Mapping[str, int]
    steps: Steps
    calibration: tuple[tuple[float, float], ...]
    """(likelihood, share of names with it that were right), rising: what a likelihood of the tagger's is worth."""


def pack(weights: Sequence[int]) -> int:
    """Return the weights of the labels as one integer."""
    return sum(weight << (LANE_BITS * lane) for lane, weight in enumerate(weights))


def unpack(packed: int) -> tuple[int, ...]:
    """Return the weights of the labels, each with `HALF` added."""
    return LANES.unpack((packed + BIAS).to_bytes(COUNT * LANE_BITS // 8, "little"))


def dump(
    lexicon: Lexicon,
    weights: Mapping[str, Sequence[int]],
    steps: Mapping[tuple[str, str], int],
    unit: float,
    calibration: Sequence[tuple[float, float]],
) -> bytes:
    """Return the model as the bytes of a file, the same for the same model."""
    names = sorted(weights)
    sections = [
        "\n".join(f"{word}\t{fine}\t{coarse}" for word, (fine, coarse) in sorted(lexicon.clusters.items())),
        "\n".join(f"{word}\t{' '.join(marks)}" for word, marks in sorted(lexicon.roles.items())),
        "\n".join(f"{word}\t{kind}" for word, kind in sorted(lexicon.listed.items())),
        "\n".join(sorted(lexicon.idle)),
        "\n".join(names),
    ]
    numbers = b"".join(pack(weights[name]).to_bytes(WIDTH, "little", signed=True) for name in names)
    head = {
        "version": VERSION,
        "unit": unit,
        "steps": [[before, after, score] for (before, after), score in sorted(steps.items())],
        "calibration": [list(pair) for pair in calibration],
        "sections": [len(section.encode()) for section in sections],
    }
    raw = json.dumps(head).encode() + b"\n" + b"".join(section.encode() for section in sections) + numbers
    return lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME)


def load(data: bytes) -> Model:
    """Return the model that `dump` wrote."""
    raw = lzma.decompress(data)
    line, at = raw.index(b"\n"), 0
    head = json.loads(raw[:line])
    at = line + 1
    sections: list[list[str]] = []
    for size in head["sections"]:
        sections.append(raw[at : at + size].decode().split("\n") if size else [])
        at += size
    clusters, roles, listed, idle, names = sections
    from_bytes = int.from_bytes
    numbers = [from_bytes(raw[start : start + WIDTH], "little", signed=True) for start in range(at, len(raw), WIDTH)]
    return Model(
        Lexicon(
            {word: (fine, coarse) for word, fine, coarse in (row.split("\t") for row in clusters)},
            {word: tuple(marks.split(" ")) for word, marks in (row.split("\t") for row in roles)},
            dict(row.split("\t") for row in listed),
            frozenset(idle),
        ),
        dict(zip(names, numbers, strict=True)),
        steps_of({(before, after): score for before, after, score in head["steps"]}, head["unit"]),
        tuple((low, share) for low, share in head["calibration"]),
    )


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()
