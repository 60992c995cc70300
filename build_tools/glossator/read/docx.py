"""Word files (`.docx`): what mammoth makes of them as HTML, once the file is seen to be whole and of a sane size."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ..config import Options
from ..model import Datum, LeftOut, Problem
from .extras import missing
from .html import read_fragment
from .reading import Reading

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
MOST_ELEMENTS = 500_000
"""Those with many attributes count for more. mammoth takes 50 microseconds for each; a book has some 200,000."""
DEEPEST = 250
"""Elements within elements. mammoth itself reaches its end before that, at some 170."""
LONGEST_TAG = MEGABYTE
"""Bytes. The XML parser looks at a tag anew for each 16 KB of it."""
MOST_HTML = 64 * MEGABYTE
"""Code points of addresses and notes, each as often as it is used: HTML repeats what a Word file says once."""
DEEPEST_FIELDS = 200
"""Fields within fields: mammoth looks through all that are open at each run of words."""
LONGEST = 500
"""Code points of a value, and of what is told of anything that is left out."""

PART = re.compile(
    r"(?:_rels/.*|word/(?!media/|embeddings/|theme/|fonts/|activeX/).*)\.(?:xml|rels)|\[Content_Types\]\.xml"
)
"""The parts that are read for the text."""
BODY = re.compile(r"word/document\d*\.xml")
PROPERTIES = "docProps/core.xml"
BESIDE = re.compile(r"word/(header|footer)\d*\.xml")
"""What stands at the edges of pages, and is no part of the text that goes through them."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
BACK_LINK = re.compile(r' ?<a href="#(?:footnote|endnote)-ref-[^"<>]*">\u2191</a>')
"""mammoth's own way back from a note; an arrow that the document does not hold."""
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
br[type='page'] =>
"""
UNKNOWN = "An unrecognised element was ignored: "
"""How mammoth tells of what it does not read."""
NOT_HTML = re.compile("[\0\ud800-\udfff]")


class _RefusedError(Exception):
    """The file is not read: the problem's code, and why."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def read_docx(path: str, data: bytes, _: Options) -> Reading | Problem:
    """Read a Word file's text with its headings, lists, tables and notes. Nothing is run, and nothing is fetched.

    Pictures, comments, deleted words, and what stands in the headers and footers of pages are left out.
    """
    try:
        import mammoth  # type: ignore[import-untyped]
    except ImportError:
        return missing(path, "Word", "mammoth", "docx")
    try:
        parts = _parts(data)
        scans = {name: _scan(name, part) for name, part in parts.items()}
        _check(scans.values())
        html, pictures, unknown = _convert(mammoth, parts)
    except _RefusedError as error:
        return _refused(path, error)
    except (RecursionError, MemoryError):
        return _refused(path, _RefusedError("E141", "its parts nest too deep, or are too large"))
    return _reading(path, html, scans, _left_out(scans, pictures, unknown))


def _reading(path: str, html: str, scans: Mapping[str, _Scan], left_out: Iterable[LeftOut]) -> Reading | Problem:
    from importlib.metadata import version

    encoding = f"Office Open XML (DOCX), text taken by mammoth {version('mammoth')}"
    try:
        reading = read_fragment(BACK_LINK.sub("", html), encoding)
    except RecursionError:
        return _refused(path, _RefusedError("E141", "its parts nest too deep"))
    if not reading.text.strip():
        return _problem("E142", path, "the Word file holds no text", "recognize the text of its pictures first, if any")
    return replace(
        reading,
        line_ends="between paragraphs, as Word shows them: the file has no lines of its own",
        metadata=tuple(_metadata(scans.get(PROPERTIES))),
        left_out=(*reading.left_out, *left_out),
    )


def _parts(data: bytes) -> dict[str, bytes]:
    """Return the parts that are read, by their names."""
    if data.startswith(OLE):
        raise _RefusedError("E140", "it is a Word file of before 2007 (.doc), or an encrypted one")
    if data.count(MEMBER) > MOST_MEMBERS:
        raise _RefusedError("E141", f"it holds more than {MOST_MEMBERS:,} files")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            wanted = _wanted(archive.infolist(), len(data))
            return {info.filename: archive.open(info).read(info.file_size + 1) for info in wanted}
    except _RefusedError:
        raise
    except Exception as error:
        # zipfile lets many an exception out: of zlib, struct, codecs, and of its own.
        raise _RefusedError("E140", f"it cannot be unpacked ({type(error).__name__})") from error


def _wanted(members: list[ZipInfo], size: int) -> list[ZipInfo]:
    """Return the members that are read; refuse files that are none of Word's, or would take too much to unpack."""
    if not any(BODY.fullmatch(info.filename) for info in members):
        raise _RefusedError("E140", "it is a ZIP file that holds no word/document.xml")
    if len({info.filename for info in members}) < len(members):
        raise _RefusedError("E140", "it holds two files of the same name")
    wanted = [info for info in members if PART.fullmatch(info.filename) or info.filename == PROPERTIES]
    if any(info.flag_bits & ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in wanted):
        raise _RefusedError("E140", "a part of it is encrypted, or packed in a way that Word does not know")
    if sum(info.file_size for info in members) > MOST_BYTES or sum(info.file_size for info in wanted) > MOST_XML:
        raise _RefusedError("E141", f"unpacked, its text is larger than {MOST_XML // MEGABYTE} MB")
    if any(info.file_size > max(RATIO_FROM, HIGHEST_RATIO * info.compress_size) for info in members):
        raise _RefusedError("E141", f"a part of it becomes more than {HIGHEST_RATIO} times larger when unpacked")
    if _overlap(members, size):
        raise _RefusedError("E141", "its parts overlap, so that it unpacks to more than it holds")
    return wanted


def _overlap(members: list[ZipInfo], size: int) -> bool:
    """Tell whether the members share bytes, or reach beyond the file's end."""
    ends = sorted((info.header_offset, info.header_offset + LOCAL_HEADER + info.compress_size) for info in members)
    starts = [start for start, _ in ends[1:]] + [size]
    return any(end > start for (_, end), start in zip(ends, starts, strict=True))


@dataclass(slots=True)
class _Scan:
    """What is counted in a part, and its words, before mammoth reads it."""

    elements: int = 0
    depth: int = 0
    targets: int = 0
    """The longest address in it, in code points."""
    links: int = 0
    references: int = 0
    """To notes."""
    note: int = 0
    """The longest note."""
    fields: list[int] = field(default_factory=list)
    """How long the instructions of each open field are."""
    repeated: int = 0
    """What fields would repeat of their instructions."""
    path: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    """Words by what they are: `text`, `deleted`, `title`, `creator`, `created`, and of each comment."""
    comments: list[list[str]] = field(default_factory=list)


TEXTS = {"delText": "deleted", "title": "title", "creator": "creator", "created": "created", "t": "text"}
"""What the words are in an element, by its local name."""


def _scan(name: str, part: bytes) -> _Scan:
    """Count what a part holds, with the parser that mammoth uses; refuse what it should not see."""
    if part.startswith(UTF_16):
        raise _RefusedError("E140", f"its part {name} is not in UTF-8")
    if re.search(rb"<[^<]{%d}" % LONGEST_TAG, part):
        raise _RefusedError("E141", f"its part {name} has a tag that is too long")
    scan = _Scan()
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _doctype
    parser.CommentHandler = parser.ProcessingInstructionHandler = _long
    parser.StartElementHandler = lambda tag, attributes: _start(scan, tag.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda tag: _end(scan, tag.rpartition(" ")[2])
    parser.CharacterDataHandler = lambda words: _words(scan, words)
    try:
        parser.Parse(part, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise _RefusedError("E140", f"its part {name} is damaged ({error})") from error
    return scan


def _doctype(*_: object) -> None:
    raise _RefusedError("E140", "a part of it declares a document type, which no Word file does")


def _long(*words: str) -> None:
    if sum(map(len, words)) > LONGEST_TAG:
        raise _RefusedError("E141", "a part of it holds a comment that is too long")


def _start(scan: _Scan, tag: str, attributes: Mapping[str, str]) -> None:
    scan.path.append(tag)
    scan.elements += 1 + len(attributes) // 3
    scan.depth = max(scan.depth, len(scan.path))
    if scan.depth > DEEPEST or scan.elements > MOST_ELEMENTS or len(scan.fields) > DEEPEST_FIELDS:
        raise _RefusedError("E141", "it has too many elements, or too many within one another")
    if sum(map(len, attributes.values())) > LONGEST_TAG:
        raise _RefusedError("E141", "a part of it has a tag that is too long")
    if tag == "Relationship":
        scan.targets = max(scan.targets, len(attributes.get("Target", "")))
    elif tag in ("footnote", "endnote", "comment"):
        author = next((value for name, value in attributes.items() if name.endswith(" author")), "")
        scan.comments.append([f"{author}: " if author else ""])
    elif tag == "fldChar":
        kind = next((value for name, value in attributes.items() if name.endswith(" fldCharType")), "")
        if kind == "begin":
            scan.fields.append(0)
        elif kind == "end" and scan.fields:
            scan.fields.pop()
    elif tag == "r":
        scan.repeated += sum(scan.fields)
    elif tag in ("footnoteReference", "endnoteReference"):
        scan.references += 1
    scan.links += tag in ("hyperlink", "hlinkClick", "blip", "imagedata")


def _end(scan: _Scan, tag: str) -> None:
    scan.path.pop()
    if tag in ("footnote", "endnote", "comment"):
        scan.note = max(scan.note, sum(map(len, scan.comments[-1])))
    elif tag == "p" and scan.comments:
        scan.comments[-1].append(" ")
    elif tag == "p" and "text" in scan.texts:
        scan.texts["text"].append(" ")


def _words(scan: _Scan, words: str) -> None:
    tag = scan.path[-1]
    if tag == "instrText" and scan.fields:
        scan.fields[-1] += len(words)
    elif tag in TEXTS:
        kind = "moved" if "moveFrom" in scan.path else TEXTS[tag]
        scan.texts.setdefault(kind, []).append(words)
        if scan.comments:
            scan.comments[-1].append(words)


def _check(scans: Iterable[_Scan]) -> None:
    """Refuse what would take too much time, or grow too much on its way to HTML."""
    found = list(scans)
    if sum(scan.elements for scan in found) > MOST_ELEMENTS:
        raise _RefusedError("E141", f"it has more than {MOST_ELEMENTS:,} elements")
    links = sum(scan.links for scan in found) * max(scan.targets for scan in found)
    notes = sum(scan.references for scan in found) * max(scan.note for scan in found)
    if links + notes + sum(scan.repeated for scan in found) > MOST_HTML:
        raise _RefusedError("E141", "its addresses or notes are repeated so often that they fill its text")


def _convert(mammoth: Any, parts: Mapping[str, bytes]) -> tuple[str, list[str], Counter[str]]:
    """Return mammoth's HTML, what is said of each picture, and how often it met each element that it does not read."""
    pictures: list[str] = []

    def picture(image: Any) -> list[object]:
        pictures.append(image.alt_text or "")
        return []

    try:
        result = mammoth.convert_to_html(
            _packed(parts),
            style_map=STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=picture,
        )
    except (RecursionError, MemoryError):
        raise
    except Exception as error:
        # mammoth lets out whatever a part that is not as it expects leads to.
        raise _RefusedError("E140", f"mammoth says {type(error).__name__}: {str(error)[:200]}") from error
    unknown = (message.message.removeprefix(UNKNOWN) for message in result.messages if UNKNOWN in message.message)
    return NOT_HTML.sub("\ufffd", result.value), pictures, Counter(unknown)


def _packed(parts: Mapping[str, bytes]) -> io.BytesIO:
    """Return a new ZIP file with nothing but the parts that were looked at."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(ZipInfo(name), part)
    packed.seek(0)
    return packed


def _left_out(scans: Mapping[str, _Scan], pictures: list[str], unknown: Counter[str]) -> Iterator[LeftOut]:
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


def _metadata(scan: _Scan | None) -> Iterator[Datum]:
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


def _told(text: str) -> str:
    """Return what is told of something: on one line, and not too long."""
    line = " ".join(text[: 4 * LONGEST].split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _refused(path: str, error: _RefusedError) -> Problem:
    if error.code == "E141":
        message = f"the Word file is too large when unpacked: {error.reason}"
        return _problem("E141", path, message, "split it, or save its text alone as .txt")
    message = f"the file is no Word file (.docx), or damaged: {error.reason}"
    return _problem("E140", path, message, "open it in a word processor, and save it as .docx without a password")


def _problem(code: str, path: str, message: str, remedy: str) -> Problem:
    return Problem(code, "error", path, " ".join(message.split()), remedy)
