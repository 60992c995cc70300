"""The model that the package carries: loaded once a process, and only if it is the file that was published."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .tagger import Tagger
from .weights import digest, load

MODEL = "en.model"
SHA256 = "9c4570c8f14210f347ffbf086261a8c93aff6166a0df918d641718ba369c823d"
"""Of the model's file. `build_tools/training/train.py` prints it."""


class WrongModelError(Exception):
    """The model's file is not the one that this version was published with."""


@cache
def english_tagger() -> Tagger:
    """Return the English tagger."""
    data = files(__package__).joinpath(MODEL).read_bytes()
    if digest(data) != SHA256:
        raise WrongModelError(f"{MODEL} is damaged: install the package again")
    return Tagger(load(data))
