"""A document's own names for whom it names, replaced by those of the archive's registry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import LOCAL, TYPE_FOLDERS, Document, Mention, Quotation


def resolve(document: Document, ids: Sequence[str]) -> Document:
    """Return the document with the ids of entities; `ids` has one for each of its found names, in their order.

    A mention is then of its entity's type, which all documents together decide.
    """
    if not ids:
        return document
    return replace(
        document,
        mentions=tuple(_mention(mention, ids) for mention in document.mentions),
        quotations=tuple(_quotation(quotation, ids) for quotation in document.quotations),
    )


def _mention(mention: Mention, ids: Sequence[str]) -> Mention:
    if not mention.entity.startswith(LOCAL):
        return mention
    entity = _id(mention.entity, ids)
    return replace(mention, entity=entity, type=TYPE_FOLDERS[entity.split("/")[0]])


def _quotation(quotation: Quotation, ids: Sequence[str]) -> Quotation:
    if not quotation.speaker.startswith(LOCAL):
        return quotation
    return replace(quotation, speaker=_id(quotation.speaker, ids))


def _id(local: str, ids: Sequence[str]) -> str:
    return ids[int(local.removeprefix(LOCAL))]
