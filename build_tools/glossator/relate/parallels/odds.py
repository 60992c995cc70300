"""How likely it is that two units say the same: logistic regression over the evidence.

`build_tools/training/parallels.py` fits the weights. What they are worth stands in
`build_tools/training/README.md`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .evidence import FEATURES
from .fitted import ALONE, ALONE_INTERCEPT, TOGETHER, TOGETHER_INTERCEPT

PRODUCTS = (
    ("cosine", "cosine"),
    ("in the chain", "cosine"),
    ("share of the smaller", "shared weight"),
    ("neighbors", "cosine"),
    ("neighbors", "in the chain"),
    ("shared weight", "in the chain"),
    ("whole", "cosine"),
    ("whole", "neighbors"),
    ("whole", "in the chain"),
    ("neighbors", "share of the smaller"),
    ("whole", "share of the smaller"),
    ("cosine in the chain", "neighbors"),
    ("counterparts", "cosine"),
    ("counterparts", "beyond names"),
    ("counterparts", "in the chain"),
    ("counterparts", "neighbors"),
    ("size", "counterparts"),
    ("size", "cosine"),
)
"""Features that say more together."""
LOW = 0.3
"""A cosine below which a little more tells a lot."""
BENDS = (0.12, 0.3)
"""Counterparts below which more tell of one matter, and of versions of one text: most chapters of one book, and
speeches of one speaker in two years, have less than 0.12; most stories and their rewritings 0.15 or more.
"""

Rows = NDArray[np.float64]


def terms(features: Rows) -> Rows:
    """Return what is weighed of each pair of units: its features, and some of them together."""
    of = _named(features)
    row, column = of["lead in the row"], of["lead in the column"]
    more = [of[one] * of[other] for one, other in PRODUCTS]
    low = np.minimum(of["cosine"], LOW)
    leads = [np.minimum(row, column), np.maximum(row, 0) * np.maximum(column, 0)]
    bent = [np.minimum(of["counterparts"], np.log(bend)) for bend in BENDS]
    return np.column_stack([*(of[name] for name in FEATURES), *more, *leads, low, *bent])


ALONE_FEATURES = (
    "cosine",
    "share of the smaller",
    "share of the larger",
    "shared weight",
    "lead in the row",
    "lead in the column",
    "run of words",
    "size",
    "weight",
)
"""What is known of two units without what stands around them."""


def alone_terms(features: Rows) -> Rows:
    """Return what is weighed of each pair of units by itself, as of a quotation in a text on something else."""
    of = _named(features)
    products = [of["shared weight"] * of["cosine"], of["shared weight"] ** 2, of["run of words"] * of["cosine"]]
    return np.column_stack([*(of[name] for name in ALONE_FEATURES), *products])


SAME, SAME_WORDS, SAME_ODDS = 0.97, 8, 0.95
"""The cosine from which two units have the same words; and how likely they say the same where so many of those follow
each other: of 153 such pairs of units, 148 did, and the others were phrases of one author.
"""
QUOTED, QUOTED_WEIGHT, QUOTED_ODDS = 12, 4.0, 0.9
"""So many words that follow each other in both, in units that have so much in common, are the same words used again,
whatever stands around them; and how likely that is taken to be.
"""


def odds(features: Rows) -> NDArray[np.float64]:
    """Return the probability, from 0 to 1, of each pair of units: in its context or by itself, whichever is more."""
    of = _named(features)
    together = terms(features) @ np.array(TOGETHER) + TOGETHER_INTERCEPT
    alone = alone_terms(features) @ np.array(ALONE) + ALONE_INTERCEPT
    chance = np.maximum(together, alone)
    same = (of["cosine"] >= SAME) & (of["run of words"] >= np.log1p(SAME_WORDS))
    quoted = (of["run of words"] >= np.log1p(QUOTED)) & (of["shared weight"] >= np.log1p(QUOTED_WEIGHT))
    likely = 1 / (1 + np.exp(-chance))
    return np.asarray(np.maximum.reduce([likely, same * SAME_ODDS, quoted * QUOTED_ODDS]))


def _named(features: Rows) -> dict[str, Rows]:
    return {name: features[:, number] for number, name in enumerate(FEATURES)}
