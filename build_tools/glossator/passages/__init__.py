"""The ledger of a document's passages: what `p12` was once, it stays, or it leads to where the words went."""

from .carry import Alignment, align, keep_ids
from .ledger import FORMAT, Ledger, dump, load

__all__ = ["FORMAT", "Alignment", "Ledger", "align", "dump", "keep_ids", "load"]
