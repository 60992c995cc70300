"""The tagger that the package carries: loaded once a process."""

from __future__ import annotations

from functools import cache

from ..model_file import read_model
from .tagger import Tagger
from .weights import load


@cache
def english_tagger() -> Tagger:
    """Return the English tagger. Raises WrongModelError where the model's file is missing or another one."""
    return Tagger(load(read_model()))
