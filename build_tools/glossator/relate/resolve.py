"""A document's own names for whom it names, replaced by those of the archive's registry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Document, Mention, Quotation

LOCAL = "#"
"""Begins what a mention is called until the registry knows it: `#3`, the document's fourth found name."""


def resolve(document: Document, ids: Sequence[str]) -> Document:
    """Return the document with the ids of entities; `ids` has one for each of its found names, in their order."""
    if not ids:
        return document
    return replace(
        document,
        mentions=tuple(_mention(mention, ids) for mention in document.mentions),
        quotations=tuple(_quotation(quotation, ids) for quotation in document.quotations),
    )


def _mention(mention: Mention, ids: Sequence[str]) -> Mention:
    return replace(mention, entity=_id(mention.entity, ids)) if mention.entity.startswith(LOCAL) else mention


def _quotation(quotation: Quotation, ids: Sequence[str]) -> Quotation:
    return replace(quotation, speaker=_id(quotation.speaker, ids)) if quotation.speaker else quotation


def _id(entity: str, ids: Sequence[str]) -> str:
    return ids[int(entity.removeprefix(LOCAL))] if entity.startswith(LOCAL) else entity
