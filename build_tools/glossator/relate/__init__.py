"""What needs every document: where each entity is named, and what links to what."""

from .links import Targets, follow
from .mentions import Contexts, contexts, index_mentions
from .registry import Registry, likenesses, register
from .repeats import repeats, with_repeats
from .resolve import resolve
from .timeline import timeline
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
    "timeline",
    "versions",
    "with_repeats",
]
