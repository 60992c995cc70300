"""What needs every document: where each entity is named, and what links to what."""

from .links import Targets, follow
from .mentions import Contexts, contexts, index_mentions

__all__ = ["Contexts", "Targets", "contexts", "follow", "index_mentions"]
