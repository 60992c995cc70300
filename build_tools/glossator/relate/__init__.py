"""What needs every document: where each entity is named, and what links to what."""

from .links import Targets, follow
from .mentions import Contexts, contexts, index_mentions
from .registry import Registry, likenesses, register
from .repeats import repeats, with_repeats
from .resolve import resolve
from .statements import statements
from .versions import check_versions, versions

__all__ = [
    "Contexts",
    "Registry",
    "Targets",
    "check_versions",
    "contexts",
    "follow",
    "index_mentions",
    "likenesses",
    "register",
    "repeats",
    "resolve",
    "statements",
    "versions",
    "with_repeats",
]
