"""What needs every document: where each entity is named, and what links to what."""

from .companions import companions
from .former import check_former_ids, former_ids
from .links import Targets, follow
from .mentions import Contexts, contexts, index_mentions
from .registry import Registry, likenesses, register
from .related import Subject, related, subject
from .repeats import repeats, with_repeats
from .resolve import resolve
from .statements import statements
from .timeline import timeline
from .versions import check_versions, versions

__all__ = [
    "Contexts",
    "Registry",
    "Subject",
    "Targets",
    "check_former_ids",
    "check_versions",
    "companions",
    "contexts",
    "follow",
    "former_ids",
    "index_mentions",
    "likenesses",
    "register",
    "related",
    "repeats",
    "resolve",
    "statements",
    "subject",
    "timeline",
    "versions",
    "with_repeats",
]
