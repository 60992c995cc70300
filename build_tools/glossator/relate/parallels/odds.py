"""How likely it is that two units say the same: logistic regression over the evidence.

`build_tools/training/parallels.py` fits the weights. What they are worth stands in its docstring.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .evidence import FEATURES
from .fitted import ALONE, ALONE_INTERCEPT, BEYOND_NAMES, TOGETHER, TOGETHER_INTERCEPT

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
)
"""Features that say more together."""
LOW = 0.3
"""A cosine below which a little more tells a lot."""

Rows = NDArray[np.float64]


def terms(features: Rows) -> Rows:
    """Return what is weighed of each pair of units: its features, and some of them together."""
    of = _named(features)
    row, column = of["lead in the row"], of["lead in the column"]
    more = [of[one] * of[other] for one, other in PRODUCTS]
    low = np.minimum(of["cosine"], LOW)
    leads = [np.minimum(row, column), np.maximum(row, 0) * np.maximum(column, 0)]
    return np.column_stack([*(of[name] for name in FEATURES if name != "beyond names"), *more, *leads, low])


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


OTHERS, VERSIONS = 0.7, 1.4
APART, ONE_MATTER = 0.35, 0.55
"""What the pairs of two documents' units speak for each unit, on average: from VERSIONS on they are versions of one
text, such as translations; up to OTHERS they are not, but from ONE_MATTER on tell of one matter; up to APART they have
nothing to do with one another, or very little. Between these it is partly so. Speeches on other matters have
0.1, those of one speaker in two years up to 0.3, a story and its rewriting 0.4 or more.
"""
MOST_BEYOND = 2.5
"""The weight of words besides names that units share, from which more says nothing more: some three words."""


def beyond_names(features: Rows, chance: Rows) -> Rows:
    """Return what else is weighed of a pair where the two documents are no versions of one text: its chance so far (as
    logarithm of the odds), what it shares besides names, and that it is so; first where they have little to do with one
    another, then where they tell of one matter. Two such texts name the same people in sentences that say other things.
    """
    of = _named(features)
    spoken = np.expm1(of["whole"]) / (np.exp(of["size"]) / 2)
    others = 1 - np.clip((spoken - OTHERS) / (VERSIONS - OTHERS), 0, 1)
    near = others * np.clip((spoken - APART) / (ONE_MATTER - APART), 0, 1)
    known = chance, np.minimum(of["beyond names"], MOST_BEYOND), np.ones(len(chance))
    return np.column_stack([part * each for part in (others - near, near) for each in known])


def odds(features: Rows) -> NDArray[np.float64]:
    """Return the probability, from 0 to 1, of each pair of units: in its context or by itself, whichever is more."""
    of = _named(features)
    together = terms(features) @ np.array(TOGETHER) + TOGETHER_INTERCEPT
    alone = alone_terms(features) @ np.array(ALONE) + ALONE_INTERCEPT
    chance = np.maximum(together, alone)
    chance = chance + beyond_names(features, chance) @ np.array(BEYOND_NAMES)
    same = (of["cosine"] >= SAME) & (of["run of words"] >= np.log1p(SAME_WORDS))
    quoted = (of["run of words"] >= np.log1p(QUOTED)) & (of["shared weight"] >= np.log1p(QUOTED_WEIGHT))
    likely = 1 / (1 + np.exp(-chance))
    return np.asarray(np.maximum.reduce([likely, same * SAME_ODDS, quoted * QUOTED_ODDS]))


def _named(features: Rows) -> dict[str, Rows]:
    return {name: features[:, number] for number, name in enumerate(FEATURES)}
