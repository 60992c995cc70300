"""The file of the model that finds names: which one it is, and whether it is whole. It takes no recognizer to tell."""

from __future__ import annotations

import hashlib
from importlib.resources import files

MODEL = "en.model"
SHA256 = "9c4570c8f14210f347ffbf086261a8c93aff6166a0df918d641718ba369c823d"
"""Of the model's file. `build_tools/training/train.py` prints it."""


class WrongModelError(Exception):
    """The model's file is not the one that this version was published with."""


def read_model() -> bytes:
    """Return the model's file. Raises WrongModelError where it is missing or another one."""
    file = files(__package__).joinpath("names", MODEL)
    data = file.read_bytes() if file.is_file() else b""
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise WrongModelError(f"{MODEL} is damaged: install the package again")
    return data


def is_whole() -> bool:
    """Tell whether the model's file is there, and the one that was published."""
    try:
        read_model()
    except WrongModelError:
        return False
    return True
