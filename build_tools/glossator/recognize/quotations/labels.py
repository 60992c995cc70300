"""Speakers' labels at the head of passages: those that the structure tells, and others, with offices and remarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import Block, Document, Span
from .people import People
from .phrases import ABBREVIATIONS, DETERMINERS, PRONOUNS, STOPS

LONGEST = 240
"""Code points. Offices are long: "Deputy Director General of the Technical Secretariat of ..."."""
LABEL = re.compile(
    rf"(?=[^:\n]{{2,{LONGEST + 164}}}:)"
    rf"(?P<name>[^:()\[\]\n]{{2,{LONGEST}}}?)[^\S\n]?(?P<remark>[(\[][^:()\[\]\n]{{1,160}}[)\]])?[^\S\n]?:(?=\s|\Z)"
)
"""A name with or without an office, then perhaps a remark on how it is said ("(retranslated)"), then a colon."""
WORD = re.compile(r"\S+")
ANYBODY = frozenset("question answer remark reply response moderator interviewer host voice".split())
"""What transcripts call a speaker who has no name."""
COUNTING = frozenset(
    "first second third fourth fifth firstly secondly thirdly lastly finally next also note again however".split()
)
"""Words before a colon that count points, and name nobody."""
SENTENCE_MARKS = re.compile(r"[.!?;\"“”„«»…]")
SENTENCE_END = frozenset(".!?…:;,—–-)]>”’»\"'")
HEADING = 100
"""Code points. What stands behind a heading's colon is shorter."""
SEVERAL = 3
"""So many labels make a transcript, in which a label needs no other proof."""
OFFICES = frozenset(
    """president minister chairman chairperson chairwoman chair secretary governor mayor king queen prince
    ambassador general director head chancellor speaker senator representative commissioner premier deputy ceo
    spokesman spokeswoman professor patriarch pope admiral colonel mr mrs ms dr""".split()
)
"""One of these words before a name makes it a speaker's label, where no other label stands in the document."""
CLAUSE = PRONOUNS | frozenset("that which is are was were has have had will would can do does not here there".split())
"""Words of a sentence, which no label holds."""
ADDRESS = frozenset("mr mrs ms madam sir".split())
SALUTATION = frozenset(
    "dear my fellow fellow-citizens ladies gentlemen guests citizens friends colleagues members excellencies".split()
)
"""Words by which a speaker turns to those who listen."""
SHORT_TITLES = frozenset("i ii iii iv v vi vii viii ix x xi xii xiv xvi jr sr".split())


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label."""

    block: int
    """The index of the block that it heads."""
    span: Span
    """Without a remark and without the colon."""
    speech: int
    """Where what is said begins."""


def labels_of(document: Document, people: People) -> list[Label]:
    """Return the labels that are speakers', in order."""
    given = [number for number, block in enumerate(document.blocks) if block.kind == "turn"]
    labels = [*_given(document, given), *_candidates(document)]
    times = Counter(_words_of(document, label) for label in labels)
    labels = [label for label in labels if times[_words_of(document, label)] > 1 or not _is_heading(document, label)]
    found = {label.block: label for label in labels if document.blocks[label.block].kind == "turn"}
    candidates = [label for label in labels if label.block not in found]
    total = len(found) + len(candidates)
    known = {_words_of(document, label) for label in found.values()}
    for label in candidates:
        words = _words_of(document, label)
        single = len(words.split()) == 1
        many = total > SEVERAL if single else total >= SEVERAL
        if many or words in known or times[words] > 1 or (not single and _proven(people, label, words)):
            found[label.block] = label
    return [found[number] for number in sorted(found)]


def _words_of(document: Document, label: Label) -> str:
    return " ".join(document.words_of(label.span).split())


def _is_heading(document: Document, label: Label) -> bool:
    """Tell "The Long March: from the coast to the hills", a short line that ends as no sentence does."""
    block = document.blocks[label.block].span
    return block.end - label.speech < HEADING and document.text[block.end - 1] not in SENTENCE_END


def _given(document: Document, numbers: Sequence[int]) -> Iterator[Label]:
    """Yield the labels of blocks that are turns already."""
    for number in numbers:
        block = document.blocks[number]
        words = document.words_of(block.label).split() if block.label is not None else []
        if block.label is not None and words[0].lower() not in COUNTING and not _is_salutation(words):
            colon = document.text.find(":", block.label.end, block.span.end)
            if colon >= 0:
                yield Label(number, block.label, _behind(document.text, colon + 1, block.span.end))


def _behind(text: str, start: int, end: int) -> int:
    """Return where the words begin behind a place; `end` at the latest."""
    while start < end and text[start].isspace():
        start += 1
    return start


def _candidates(document: Document) -> Iterator[Label]:
    """Yield what could be labels by how they are written."""
    for number, block in enumerate(document.blocks):
        if block.kind not in ("paragraph", "title", "heading", "item"):
            continue
        colon = document.text.find(":", block.span.start, min(block.span.end, block.span.start + LONGEST + 160))
        if colon < 0:
            continue
        label = _label(document.text, number, block)
        if label is not None:
            yield label


def _label(text: str, number: int, block: Block) -> Label | None:
    match = LABEL.match(text, block.span.start, block.span.end)
    if match is None or not is_name(match["name"]):
        return None
    start, end = match.span("name")
    speech = _behind(text, match.end(), block.span.end)
    return Label(number, Span(start, end), speech) if speech < block.span.end else None


def is_name(words: str) -> bool:
    """Tell whether a label reads as a person's: its last words have capitals, and it is no beginning of a sentence."""
    parts = words.replace(",", " ").split()
    if not parts or _ends_a_sentence(parts) or SENTENCE_MARKS.search(_without_initials(parts)):
        return False
    first = parts[0].lower()
    if len(parts) == 1:
        return first in ANYBODY
    if first in PRONOUNS or first in DETERMINERS or first in STOPS:
        return False
    if any(part.lower() in CLAUSE for part in parts) or _is_salutation(parts):
        return False
    name = parts[-2:] if parts[-1].lower() not in SHORT_TITLES or len(parts) < 3 else parts[-3:-1]
    if first in ANYBODY:
        return name[-1][0].isupper()
    if all(_is_capital(part) for part in name):
        return first in OFFICES or 2 * _capitals(parts) >= 1
    return _is_capital(name[-1]) and 3 * _capitals(parts) >= 2


def _is_salutation(parts: Sequence[str]) -> bool:
    """Tell "Mr. Speaker, my fellow citizens:" and "Mr President:" from a speaker's label."""
    low = [part.lower().rstrip(".") for part in parts]
    forms = sum(word in ADDRESS for word in low)
    return forms > 1 or (forms == 1 and low[-1] in OFFICES) or not SALUTATION.isdisjoint(low)


def _is_capital(word: str) -> bool:
    """Putin, al-Assad, d'Estaing."""
    return word[0].isupper() or any(part[:1].isupper() for part in re.split(r"[-'’]", word)[1:2])


def _capitals(parts: Sequence[str]) -> float:
    """Return which share of the words has capitals; small words are not counted."""
    large = [part for part in parts if part.lower() not in STOPS and part.lower() not in DETERMINERS]
    return sum(part[0].isupper() for part in large) / max(len(large), 1)


def _ends_a_sentence(parts: Sequence[str]) -> bool:
    return parts[-1].endswith((".", "!", "?")) and parts[-1].rstrip(".").lower() not in SHORT_TITLES


def _without_initials(parts: Sequence[str]) -> str:
    """Return the words without the periods of initials and of abbreviated titles."""
    kept = []
    for part in parts:
        bare = part.rstrip(".")
        short = len(bare) <= 2 or bare.lower() in ABBREVIATIONS or "." in bare
        kept.append(bare.replace(".", "") if short else part)
    return " ".join(kept)


def _proven(people: People, label: Label, words: str) -> bool:
    """Tell whether a label is a speaker's where the document has few: it names an office, or a known person."""
    if any(part.lower().strip(".,") in OFFICES for part in words.split()[:-1]):
        return True
    mention = people.named_in(label.span)
    return mention is not None and mention.type == "person"
