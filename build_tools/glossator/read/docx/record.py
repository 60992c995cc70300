"""What a Word file says of itself, and what it holds that is no part of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ...model import Datum, LeftOut
from .scan import Scan

PROPERTIES = "docProps/core.xml"
BESIDE = re.compile(r"word/(header|footer)\d*\.xml")
"""What stands at the edges of pages, and is no part of the text that goes through them."""
LONGEST = 500
"""Code points of a value, and of what is told of anything that is left out."""


def docx_record(scan: Scan | None) -> Iterator[Datum]:
    if scan is None:
        return
    said = {name: _told("".join(words)) for name, words in scan.texts.items()}
    if any(map(str.isalnum, said.get("title", ""))):
        yield Datum("title", said["title"], "DOCX properties")
    if any(map(str.isalnum, said.get("creator", ""))):
        yield Datum("author", said["creator"], "DOCX properties")
    if day := _day(said.get("created", "")):
        yield Datum("date", day, "DOCX properties, inferred")


def _day(moment: str) -> str:
    """Return the day of a moment (W3CDTF), as EDTF; an empty string where it is none."""
    try:
        return date.fromisoformat(moment[:10]).isoformat() if re.match(r"\d{4}-\d\d-\d\d", moment, re.ASCII) else ""
    except ValueError:
        return ""


def left_out(scans: Mapping[str, Scan], pictures: Sequence[str], unknown: Counter[str]) -> Iterator[LeftOut]:
    if pictures:
        said = " · ".join(filter(None, map(_told, pictures)))
        yield LeftOut("pictures", f"{len(pictures)}{f': {said}' if said else ''}")
    for name, scan in sorted(scans.items()):
        beside = BESIDE.fullmatch(name)
        if beside and (words := _told("".join(scan.texts.get("text", ())))):
            yield LeftOut(f"the pages' {beside[1]}", words)
        if name == "word/comments.xml":
            yield from (LeftOut("comment", words) for comment in scan.comments if (words := _told("".join(comment))))
        for kind, reason in (("deleted", "deleted, with changes tracked"), ("moved", "moved from here")):
            if words := _told("".join(scan.texts.get(kind, ()))):
                yield LeftOut(reason, words)
    if unknown:
        named = ", ".join(f"{name} ({times})" for name, times in sorted(unknown.items())[:20])
        yield LeftOut("elements that mammoth does not read", _told(named))


def _told(text: str) -> str:
    """Return what is told of something: on one line, and not too long."""
    line = " ".join(text[: 4 * LONGEST].split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
