"""What stands in a part of a Word file, counted before mammoth reads it: with the XML parser that mammoth uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from .package import MEGABYTE, RefusedError

MOST_ELEMENTS = 180_000
"""What takes longer than most counts for more. mammoth and the reader of HTML take some 80 microseconds for each. A
book of 400 pages has 28,000 where each paragraph is one run, and 120,000 where a run ends at every ninth word."""
REFERENCE = 5
"""Elements that a reference to a note takes as long as, beside its own and the note's."""
DEEPEST = 250
"""Elements within elements. mammoth itself reaches its end before that, at some 170."""
DEEPEST_CONTROLS = 10
"""Content controls within one another: for each that is a box to tick, mammoth goes through all that it holds."""
DEEPEST_FIELDS = 200
"""Fields within fields: mammoth looks through all that are open at each run of words."""
LONGEST_TAG = MEGABYTE
"""Bytes. The XML parser looks at a tag anew for each 16 KB of it."""
MOST_HTML = 64 * MEGABYTE
"""Code points of addresses and notes, each as often as it is used: HTML repeats what a Word file says once."""
STYLE_STEPS = 20
"""How many lists whose style leads to another list take as long to follow as an element to read."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
TEXTS = {"delText": "deleted", "title": "title", "creator": "creator", "created": "created", "t": "text"}
"""What the words are in an element, by its local name."""

Note = tuple[str, str]
"""`footnote` or `endnote`, and its id."""


@dataclass(slots=True)
class Scan:
    """What is counted in a part, and its words."""

    elements: int = 0
    characters: int = 0
    path: list[str] = field(default_factory=list)
    """The elements that are open."""
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    """Of a part that tells what another one's references lead to: id, type and target each."""
    used: set[str] = field(default_factory=set)
    """The ids of relations that are referred to."""
    links: int = 0
    """References whose target goes into the HTML."""
    references: Counter[Note] = field(default_factory=Counter)
    """How often each note is referred to."""
    notes: dict[Note, tuple[int, int]] = field(default_factory=dict)
    """How many elements and characters stand in each note."""
    open_notes: list[tuple[list[Note], int, int]] = field(default_factory=list)
    """With how many elements and characters stand before them."""
    instruction: int = 0
    """How long the instruction is that mammoth has gathered since a field last began."""
    fields: list[int] = field(default_factory=list)
    """How long the instruction of each open field is."""
    repeated: int = 0
    """Code points of instructions, each as often as it is used."""
    numbered: int = 0
    style_links: int = 0
    texts: dict[str, list[str]] = field(default_factory=dict)
    """Words by what they are: `text`, `deleted`, `moved`, `title`, `creator`, `created`."""
    comments: list[list[str]] = field(default_factory=list)
    """Each comment's words."""


def scan_part(name: str, part: bytes) -> Scan:
    """Count what a part holds; refuse what mammoth should not see."""
    if part.startswith(UTF_16):
        raise RefusedError("E140", f"its part {name} is not in UTF-8")
    if re.search(rb"<[^<]{%d}" % LONGEST_TAG, part):
        raise RefusedError("E141", f"its part {name} has a tag that is too long")
    scan = Scan()
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
        raise RefusedError("E140", f"its part {name} is damaged ({error})") from error
    return scan


def _doctype(*_: object) -> None:
    raise RefusedError("E140", "a part of it declares a document type, which no Word file does")


def _long(*words: str) -> None:
    if sum(map(len, words)) > LONGEST_TAG:
        raise RefusedError("E141", "a part of it holds a comment that is too long")


def _start(scan: Scan, tag: str, attributes: Mapping[str, str]) -> None:
    scan.path.append(tag)
    controls = scan.path.count("sdt")
    scan.elements += 1 + (len(attributes) + 1) // 3 + controls // 3
    if len(scan.path) > DEEPEST or scan.elements > MOST_ELEMENTS or len(scan.fields) > DEEPEST_FIELDS:
        raise RefusedError("E141", "it has too many elements, or too many within one another")
    if sum(map(len, attributes.values())) > LONGEST_TAG:
        raise RefusedError("E141", "a part of it has a tag that is too long")
    scan.used.update(value for name, value in attributes.items() if name.rpartition(" ")[0].endswith("/relationships"))
    scan.links += tag in ("hyperlink", "hlinkClick", "blip", "imagedata")
    scan.numbered += tag == "numId"
    scan.style_links += tag == "numStyleLink"
    if controls > DEEPEST_CONTROLS:
        raise RefusedError("E141", "it has too many content controls within one another")
    if tag == "Relationship":
        scan.relations.append((attributes.get("Id", ""), attributes.get("Type", ""), attributes.get("Target", "")))
    elif tag == "comment":
        author = _named(attributes, "author")
        scan.comments.append([f"{author[0]}: " if author and author[0] else ""])
    elif tag in ("fldChar", "r"):
        _at_field(scan, tag, _named(attributes, "fldCharType"))
    elif tag in ("footnoteReference", "endnoteReference"):
        scan.references.update((tag.removesuffix("Reference"), each) for each in _named(attributes, "id"))
    elif tag in ("footnote", "endnote"):
        keys = [(tag, each) for each in _named(attributes, "id")]
        scan.open_notes.append((keys, scan.elements, scan.characters))


def _named(attributes: Mapping[str, str], name: str) -> list[str]:
    """Return the values of the attributes with that local name."""
    return [value for each, value in attributes.items() if each.rpartition(" ")[2] == name]


def _at_field(scan: Scan, tag: str, kinds: list[str]) -> None:
    """Count what mammoth repeats of instructions: it joins them where one ends, and a link's stands at each run."""
    if tag == "r":
        scan.repeated += max(scan.fields, default=0)
    elif "begin" in kinds:
        scan.fields.append(0)
        scan.instruction = 0
    else:
        scan.repeated += scan.instruction
        if "separate" in kinds and scan.fields:
            scan.fields[-1] = scan.instruction
        elif "end" in kinds and scan.fields:
            scan.fields.pop()


def _end(scan: Scan, tag: str) -> None:
    scan.path.pop()
    if tag in ("footnote", "endnote"):
        keys, elements, characters = scan.open_notes.pop()
        for key in keys:
            before = scan.notes.get(key, (0, 0))
            scan.notes[key] = before[0] + scan.elements - elements, before[1] + scan.characters - characters
    elif tag == "p" and scan.comments:
        scan.comments[-1].append(" ")
    elif tag == "p" and "text" in scan.texts:
        scan.texts["text"].append(" ")


def _words(scan: Scan, words: str) -> None:
    scan.characters += len(words)
    tag = scan.path[-1]
    if "instrText" in scan.path:
        scan.instruction += len(words)
    elif tag in TEXTS:
        kind = "moved" if "moveFrom" in scan.path else TEXTS[tag]
        scan.texts.setdefault(kind, []).append(words)
        if scan.comments:
            scan.comments[-1].append(words)


def check(scans: Mapping[str, Scan]) -> None:
    """Refuse what would take too much time, or grow too much on its way to HTML."""
    found = scans.values()
    targets = [target for scan in found for _, _, target in scan.relations]
    led_to = Counter(target.rpartition("/")[2] for target in targets)
    elements = sum(scan.elements * max(1, led_to[name.rpartition("/")[2]]) for name, scan in scans.items())
    elements += sum(scan.numbered for scan in found) * sum(scan.style_links for scan in found) // STYLE_STEPS
    elements += sum(scan.references.total() for scan in found) * REFERENCE
    characters = sum(scan.repeated for scan in found)
    characters += sum(scan.links for scan in found) * max(map(len, targets), default=0)
    referred = sum((scan.references for scan in found), Counter[Note]())
    for scan in found:
        for note, (inner, length) in scan.notes.items():
            # The note itself is counted already, as what stands in its part.
            elements += max(referred[note] - 1, 0) * inner
            characters += referred[note] * length
    if elements > MOST_ELEMENTS:
        raise RefusedError("E141", f"it has more than {MOST_ELEMENTS:,} elements, or repeats some as often")
    if characters > MOST_HTML:
        raise RefusedError("E141", "its addresses or notes are repeated so often that they fill its text")
