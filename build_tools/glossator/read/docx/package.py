"""A Word file as the ZIP file that it is: what is unpacked of it, once it is seen to be of a sane size."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Word's files of before 2007 begin, and those that are encrypted."""
MEMBER = b"PK\x01\x02"
"""How each entry of a ZIP file's table of contents begins."""
ENCRYPTED = 0x1
"""In a member's flags."""
LOCAL_HEADER = 30
"""Bytes before a member's name and data, at least."""

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 10_000
MOST_BYTES = 1024 * MEGABYTE
"""Of all members together, as they declare it; pictures are never unpacked."""
MOST_XML = 32 * MEGABYTE
"""Of the parts that are read."""
HIGHEST_RATIO, RATIO_FROM = 200, MEGABYTE
"""A member's size to what it is packed in, and the size from which that is looked at. Word's own parts reach 30."""

PART = re.compile(r"word/(?:_rels/)?[^/]*\.(?:xml|rels)|_rels/[^/]*\.rels|\[Content_Types\]\.xml|docProps/core\.xml")
"""The parts that are read, for the text and for the record; in folders within `word` there are none."""
BODY = re.compile(r"word/document\d*\.xml")


class RefusedError(Exception):
    """The file is not read: the problem's code, and why."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts that are read, by their names."""
    if data.startswith(OLE):
        raise RefusedError("E140", "it is a Word file of before 2007 (.doc), or an encrypted one")
    if data.count(MEMBER) > MOST_MEMBERS:
        raise RefusedError("E141", f"it holds more than {MOST_MEMBERS:,} files")
    try:
        archive = ZipFile(io.BytesIO(data))
    except Exception as error:
        raise _no_archive(error) from error
    with archive:
        wanted = _wanted(archive.infolist(), len(data))
        try:
            return {info.filename: archive.open(info).read(info.file_size + 1) for info in wanted}
        except Exception as error:
            raise _no_archive(error) from error


def _no_archive(error: Exception) -> RefusedError:
    """Return the refusal for what zipfile says: it lets out exceptions of zlib, struct, codecs, and its own."""
    return RefusedError("E140", f"it cannot be unpacked ({type(error).__name__})")


def _wanted(members: list[ZipInfo], size: int) -> list[ZipInfo]:
    """Return the members that are read; refuse files that are none of Word's, or would take too much to unpack."""
    if not any(BODY.fullmatch(info.filename) for info in members):
        raise RefusedError("E140", "it is a ZIP file that holds no word/document.xml")
    if len({info.filename for info in members}) < len(members):
        raise RefusedError("E140", "it holds two files of the same name")
    wanted = [info for info in members if PART.fullmatch(info.filename)]
    if any(info.flag_bits & ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in wanted):
        raise RefusedError("E140", "a part of it is encrypted, or packed in a way that Word does not know")
    if sum(info.file_size for info in members) > MOST_BYTES or sum(info.file_size for info in wanted) > MOST_XML:
        raise RefusedError("E141", f"unpacked, its text is larger than {MOST_XML // MEGABYTE} MB")
    if any(info.file_size > max(RATIO_FROM, HIGHEST_RATIO * info.compress_size) for info in members):
        raise RefusedError("E141", f"a part of it becomes more than {HIGHEST_RATIO} times larger when unpacked")
    if _overlap(members, size):
        raise RefusedError("E141", "its parts overlap, so that it unpacks to more than it holds")
    return wanted


def _overlap(members: list[ZipInfo], size: int) -> bool:
    """Tell whether the members share bytes, or reach beyond the file's end."""
    ends = sorted((info.header_offset, info.header_offset + LOCAL_HEADER + info.compress_size) for info in members)
    starts = [start for start, _ in ends[1:]] + [size]
    return any(end > start for (_, end), start in zip(ends, starts, strict=True))


def packed(parts: Mapping[str, bytes]) -> io.BytesIO:
    """Return a new ZIP file with nothing but the parts that were looked at."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(ZipInfo(name), part)
    packed.seek(0)
    return packed
