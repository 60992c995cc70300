"""Whom a last name that stands alone means: by what stands right before it, and by who is named in full elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..forms import ROLES, fold, last_name, spellings
from ..model import Entity, Span

OPENERS = frozenset(
    (
        "A About After Again Against Also Although Among An And Are Around As At Because Before Between Both But"
        " By Can Could Dear Despite Did Do Does During Earlier Either Even For From Had Has Have He Here How However If"
        " In Indeed Instead Is It Its Later Like Maybe Meanwhile Moreover Must Neither No Nor Not Now Of On Once"
        " Only Or Our Perhaps Regarding Said Says Shall Should Since So Still Than That The Then There They This"
        " Though Through Thus To Today Tomorrow Toward Towards Under Unless Unlike Until Was We Were What When"
        " Where Whereas Whether Which While Who Why With Without Would Yes Yesterday Yet You Monday Tuesday"
        " Wednesday Thursday Friday Saturday Sunday"
    ).split()
)
"""Words that have a capital because a sentence begins with them, or always, and are no first names."""

INITIALS = re.compile(r"(?:(?:[^\W\d_]|Y[aeu]|[CKSTZ]h)\.)+\Z")
"""Of first names; the longer ones are those of Russian names. Any other word with a full stop ends a sentence."""
PATRONYMIC = re.compile(r"(?:vich|vych|[iy]ch|vna|ichna|vitch)\Z")
WORDS_BEFORE = re.compile(r"(?:[^\W\d_a-z][\w.'’-]{0,80} ){1,4}\Z")
WORD_AFTER = re.compile(r" ([^\W\d_a-z][^\W\d_]*\.?)")
COMPANY_AFTER = re.compile(r" (?:&|and) (?:Co|Company|Sons|Bros|Brothers)\b|,? (?:Inc|Ltd|LLC|Corp|Co)\b\.?")
"""What makes a last name a company's: "Smith & Co."."""
GENERATION_AFTER = re.compile(r",? ([^\W\d_a-z][^\W\d_]*\.?)")
GENERATIONS = frozenset(["Jr", "Jr.", "Sr", "Sr.", "II", "III"])
MONTHS = frozenset(["March", "April", "May", "June", "August"])
"""Last names that are months first of all: they need a first name or an office before them."""
WORDS = frozenset("Black Brown Gray Green Grey King Long Rich Short White Wise Young".split())
"""Last names that are words first of all: they need the full name in the document."""
COMPOUND = re.compile(r"\b[^\W\d_a-z][\w.]*[-']\Z")
"""The first half of a double name: "Smith-Jones" and "O'Jones" are no "Jones", though "Roe-Jones" may be two names."""
BEFORE_WINDOW = 80
"""Code points before a last name in which the words before it are looked for."""

HEADLINE_LENGTH = 250
"""Code points. Longer lines are no headlines."""
LONGER_WORDS = re.compile(r"[^\W\d_]{4,}")
"""Shorter ones ("of", "and") stay small in a headline's title case."""
HEADLINE_WORDS = 4
"""So many longer words a headline has at least; fewer could be a name on a line of its own."""

SOMEBODY = ""
"""Stands for a person of whom no entry knows, among the ids of those who bear a name."""

FirstNames = Mapping[str, frozenset[str]]
"""By a person's id, every spelling of what stands before the last name."""
Bearers = Mapping[str, frozenset[str]]
"""By a last name, who bears it in this document: ids, and SOMEBODY."""


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling to look for."""

    text: str
    entities: tuple[str, ...]
    kind: str
    """`name`, `last-name`, or `not`: a false friend of the entities."""


def first_names(entity: Entity) -> frozenset[str]:
    before = entity.name.removesuffix(last_name(entity.name)).split() if entity.type == "person" else []
    return frozenset(spelling for word in before for spelling in spellings(fold(word)))


def find_bearers(
    text: str, chosen: Sequence[tuple[Span, Form]], names: FirstNames, others: Iterable[str] = ()
) -> Bearers:
    """Return, for each last name that stands alone somewhere, who is named in full with it in this document.

    `others` are full names that stand in it and are those of people without an entry.
    """
    in_full = {form.entities[0] for _, form in chosen if form.kind == "name" and len(form.entities) == 1}
    ends = frozenset(span.end for span, _ in chosen)
    bearers: dict[str, set[str]] = defaultdict(set)
    for name in others:
        bearers[last_name(name)].add(SOMEBODY)
    for span, form in chosen:
        if form.kind == "last-name":
            bearers[form.text] |= in_full.intersection(form.entities)
            bearers[form.text] |= set(named_before(text, span, form, ends, names) or ())
    return {name: frozenset(ids) for name, ids in bearers.items()}


def who(form: Form, before: tuple[str, ...] | None, named: frozenset[str]) -> tuple[str, ...]:
    """Return whom a last name can mean, by the first names before it and by who is named in full elsewhere."""
    if before == (SOMEBODY,):
        return ()
    if before is not None:
        return before
    if named == {SOMEBODY}:
        return (SOMEBODY, *form.entities)
    if form.text in WORDS and not named:
        return ()
    return tuple(sorted(named)) if named else form.entities


def named_before(text: str, span: Span, form: Form, ends: frozenset[int], names: FirstNames) -> tuple[str, ...] | None:
    """Return whom the first names before a last name name: ids, or SOMEBODY.

    None where no first name stands there; nothing where the words around it tell that no person is meant.
    """
    window = fold(text[max(0, span.start - BEFORE_WINDOW) : span.start])
    if (COMPOUND.search(window) and span.start - 1 not in ends) or is_of_another_generation(text, span):
        return (SOMEBODY,)
    match = WORDS_BEFORE.search(window)
    words = _since_full_stop(match[0].split()) if match else []
    fitting = tuple(id_ for id_ in form.entities if any(_is_first_name(word, names[id_]) for word in words))
    if fitting:
        return tuple(id_ for id_ in fitting if not _has_other_names(words, names[id_]))
    if names_something_else(text, span) or (form.text in MONTHS and not (words and is_office(words[-1]))):
        return ()
    if not words or span.start - 1 in ends or words[-1].endswith("'s") or _is_no_name(words[-1]):
        return None
    if _is_headline(_line(text, span)):
        return None
    return (SOMEBODY,)


def names_something_else(text: str, span: Span) -> bool:
    """Tell whether a name goes on behind the last name: "Roe Tower", "White House"."""
    after = fold(text[span.end : span.end + BEFORE_WINDOW])
    if COMPANY_AFTER.match(after):
        return True
    match = WORD_AFTER.match(after)
    return match is not None and not _is_no_name(match[1]) and not _is_headline(_line(text, span))


def is_of_another_generation(text: str, span: Span) -> bool:
    """Tell whether a full name goes on with "Jr." or the like: the entry of the name without it is another's."""
    match = GENERATION_AFTER.match(fold(text[span.end : span.end + BEFORE_WINDOW]))
    return match is not None and match[1] in GENERATIONS


def _since_full_stop(words: Sequence[str]) -> Sequence[str]:
    """Return the words of the last sentence: "Paris." ends one, "V." does not."""
    ends = (n for n in range(len(words), 0, -1) if words[n - 1].endswith(".") and not INITIALS.match(words[n - 1]))
    return words[next(ends, 0) :]


def _is_no_name(word: str) -> bool:
    """Tell whether a word before a last name is an office, or only begins a sentence."""
    return word in OPENERS or is_office(word)


def is_office(word: str) -> bool:
    """Tell whether a word is an office or a title: "President", "President-elect", "Mr."."""
    return not ROLES.isdisjoint(word.split("-"))


def _line(text: str, span: Span) -> str:
    """Return the line that holds the span; nothing of one that is too long for a headline."""
    start = text.rfind("\n", max(0, span.start - HEADLINE_LENGTH), span.start) + 1
    end = text.find("\n", span.end, start + HEADLINE_LENGTH)
    line = text[start : end if end >= 0 else start + HEADLINE_LENGTH] if start or span.start < HEADLINE_LENGTH else ""
    return line if len(line) < HEADLINE_LENGTH else ""


def _is_headline(line: str) -> bool:
    """Tell whether all longer words have capitals, so that a capital tells nothing."""
    return _title_case_words(line) >= HEADLINE_WORDS


def title_case_words(text: str, span: Span) -> int:
    """Return how many longer words the line has, if all have capitals, and 0 else. Commas make it a list of names."""
    return _title_case_words(_line(text, span))


def _title_case_words(line: str) -> int:
    words = LONGER_WORDS.findall(line)
    return len(words) if "," not in line and all(word[0].isupper() for word in words) else 0


def _has_other_names(words: Sequence[str], names: frozenset[str]) -> bool:
    """Tell whether a name or an initial that is not the person's stands between a first name and the last: "John Q.".

    It may be the same person's all the same, but that is not sure. A patronymic is more of the same name.
    """
    first = next((place for place, word in enumerate(words) if word in names), len(words))
    return any(not _is_first_name(word, names) and not PATRONYMIC.search(word) for word in words[first + 1 :])


def _is_first_name(word: str, names: frozenset[str]) -> bool:
    """Tell whether a word is one of a person's first names, or an initial of the first."""
    initials = word.split(".")
    return word in names or (len(initials) > 1 and any(name.startswith(initials[0]) for name in names))
