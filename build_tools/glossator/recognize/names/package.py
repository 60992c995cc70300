"""The model that the package carries: loaded once a process, and only if it is the file that was published."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

from .tagger import Tagger
from .weights import digest, load

MODEL = "en.model"
SHA256 = "0"
"""Of the model's file. `build_tools/training/` prints it."""


class WrongModelError(Exception):
    """The model's file is not the one that this version was published with."""


@cache
def english_tagger() -> Tagger:
    """Return the English tagger."""
    other = os.environ.get("NAMES_MODEL_DEV")
    data = Path(other).read_bytes() if other else files(__package__).joinpath(MODEL).read_bytes()
    if not other and digest(data) != SHA256:
        raise WrongModelError(f"{MODEL} is damaged: install the package again")
    return Tagger(load(data))
