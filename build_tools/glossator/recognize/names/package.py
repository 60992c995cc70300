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
    """Return the English tagger. Raises WrongModelError where the model's file is missing or another one."""
    return Tagger(load(_read()))


def is_whole() -> bool:
    """Tell whether the model's file is there, and the one that was published."""
    try:
        _read()
    except WrongModelError:
        return False
    return True


def _read() -> bytes:
    file = files(__package__).joinpath(MODEL)
    data = file.read_bytes() if file.is_file() else b""
    if digest(data) != SHA256:
        raise WrongModelError(f"{MODEL} is damaged: install the package again")
    return data
