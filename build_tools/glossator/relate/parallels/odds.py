"""How likely it is that two units say the same: logistic regression over the evidence.

`build_tools/training/parallels.py` fits the weights. What they are worth stands in its docstring.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .evidence import FEATURES
from .fitted import INTERCEPT, WEIGHTS

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
    of = {name: features[:, number] for number, name in enumerate(FEATURES)}
    row, column = of["lead in the row"], of["lead in the column"]
    more = [of[one] * of[other] for one, other in PRODUCTS]
    low = np.minimum(of["cosine"], LOW)
    leads = [np.minimum(row, column), np.maximum(row, 0) * np.maximum(column, 0)]
    return np.column_stack([features, *more, *leads, low])


def odds(features: Rows) -> NDArray[np.float64]:
    """Return the probability, from 0 to 1, of each pair of units."""
    return np.asarray(1 / (1 + np.exp(-(terms(features) @ np.array(WEIGHTS) + INTERCEPT))))
