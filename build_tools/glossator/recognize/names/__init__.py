"""Names, by a tagger of our own and by rules where those are surer: `find_names`.

The tagger knows English. A document in another language gets what the rules tell: datelines, bylines, territories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial

from ...model import Document, EntityType, Mention, Span
from ...spans import Taken, without_overlaps
from .acronyms import acronym_names
from .apart import apart
from .calibration import worth
from .coherence import types_of, votes_of, with_companies, with_one_type, with_places, with_regions
from .cues import Run
from .events import events, works
from .heads import head_names
from .kinds import is_firm, is_only_a_head, is_organization
from .offices import holder, offices
from .package import english_tagger
from .partners import with_firms
from .peoples import is_people
from .reading import Reading, language_of, lower_words, read_blocks
from .realms import Geography, holders
from .repeated import known_names, repeats
from .tagger import Tagged, Tagger
from .territories import phrases, territories
from .titles import titled
from .trimming import (
    OFFICERS,
    is_called_after_person,
    is_model,
    is_office,
    is_plain_word,
    without_date,
    without_date_before,
    without_office_behind,
    without_realm,
    without_titles,
)

__all__ = ["LANGUAGES", "find_names", "language_of"]

LANGUAGES = frozenset(["en"])
"""Languages that have a model; documents in others get rules only."""

TYPES: dict[str, EntityType] = {"PER": "person", "ORG": "organization", "LOC": "place"}
OF_CONTINENTS = frozenset("african american antarctic asian australasian eurasian european oceanian".split())
"""What is called after a continent, and is no place itself: "European", "North American"."""
SURE_IN_CAPITALS = 0.9
"""How likely a name in a line of capitals is at least. On texts held out, and put into capitals, 88 of 100 such names
were right; of all that the tagger found there, 59."""
RANKS = {
    "dateline": 0,
    "byline": 0,
    "work": 1,
    "event": 1,
    "acronym": 2,
    "holder": 2,
    "tagger": 3,
    "office": 3,
    "territory": 3,
    "title": 4,
}
"""Of findings that overlap, those of the lowest rank stand; then the longest."""


def find_names(document: Document, taken: Sequence[Span] = ()) -> tuple[Mention, ...]:
    """Return who and what the document names, in order and without overlaps; nothing that overlaps `taken`."""
    language = language_of(document)
    trained = english_tagger()
    lexicon = trained.model.lexicon
    readings = read_blocks(document, trained.kind_of, lexicon.idle)
    found = list(head_names(document.text, readings, trained.is_place))
    small = lower_words(readings)
    if language in LANGUAGES:
        tagged = with_firms(_tagged(trained, readings, Taken(taken), small), document.text)
        found += [*tagged, *acronym_names(readings, tagged)]
        found += [*events(readings), *works(readings), *titled(readings)]
        people = {_words(document.text, mention) for mention in tagged if mention.type == "person"}
        found += holders(readings, Geography(phrases(language), lexicon, people))
    found += territories(readings, language)
    mentions = _coherent(document.text, readings, _standing(found), lexicon.listed, small)
    return tuple(_untaken(mentions, taken))


def _words(text: str, mention: Mention) -> str:
    """Return a mention's words, with one space between each."""
    return " ".join(text[mention.span.start : mention.span.end].split())


def _tagged(trained: Tagger, readings: Sequence[Reading], taken: Taken, small: set[str]) -> Iterator[Mention]:
    runs = [_open_runs(reading, taken) for reading in readings]
    tagged = list(trained.tag([reading.passage for reading in readings], small, runs))
    lasts = _last_names(readings, tagged)
    for reading, names in zip(readings, tagged, strict=True):
        for name in names if reading.block.kind != "dateline" else ():
            if reading.passage.form == "A" and name.likelihood < SURE_IN_CAPITALS:
                continue
            kind, first, end = _bordered(trained, reading, name, lasts)
            words = reading.tokens.words
            if first == end:
                continue
            evidence = worth(name.likelihood, trained.model.calibration)
            cut = holder(words, first, end, trained.is_first_name) if kind != "PER" else end
            if cut < end:
                yield reading.mention(first, cut, "organization", "office", evidence)
                yield reading.mention(cut, end, "person", "office", evidence)
            else:
                type_ = "organization" if kind == "LOC" and is_organization(words[first:end]) else TYPES[kind]
                yield reading.mention(first, end, type_, "tagger", evidence)


def _last_names(readings: Sequence[Reading], tagged: Sequence[Sequence[Tagged]]) -> frozenset[str]:
    """Return the last words of the full names of people that the tagger found."""
    return frozenset(
        reading.tokens.words[name.end - 1]
        for reading, names in zip(readings, tagged, strict=True)
        for name in names
        if name.kind == "PER" and name.end - name.first > 1
    )


def _bordered(trained: Tagger, reading: Reading, name: Tagged, lasts: Set[str]) -> tuple[str, int, int]:
    """Return what the tagger found with its kind and without what is no part of a name; `first` is `end` for none.

    `lasts` are last names of people in the document: "Lake" may be one of them, and no common word.
    """
    words, nothing = reading.tokens.words, (name.kind, name.end, name.end)
    first = without_date_before(words, name.first, name.end)
    if is_plain_word(reading.passage, first, name.end):
        return nothing
    if name.kind != "PER" and words[name.end - 1] not in lasts and is_only_a_head(words[first : name.end]):
        return nothing
    kind = "ORG" if words[name.end - 1] in OFFICERS or is_firm(words[first : name.end]) else name.kind
    if kind == "PER":
        first = without_titles(words, first, name.end)
        first = without_realm(words, first, name.end, trained.is_first_name)
        if first == name.end or is_office(words, name.end) or is_model(words, first, name.end):
            return nothing
        if not reading.passage.form and is_called_after_person(words, first, name.end):
            return nothing
        return kind, first, without_date(words, first, name.end)
    end = without_office_behind(words, first, without_date(words, first, name.end))
    if first < end and _is_people(words, first, end, kind, trained.is_demonym):
        return nothing
    return kind, first, end


def _is_people(words: Sequence[str], first: int, end: int, kind: str, is_demonym: Callable[[str], bool]) -> bool:
    """Tell whether what is no person is what a people is called, or what a continent gave its name to."""
    last = words[end - 1]
    if kind == "LOC" and (last.lower() in OF_CONTINENTS or is_demonym(last)):
        return True
    return is_people(words[first:end], is_demonym)


def _open_runs(reading: Reading, taken: Taken) -> list[Run]:
    """Return the runs in which a word with a capital is not taken yet."""
    starts = reading.tokens.starts
    return [
        (run, chunks)
        for run, chunks in reading.passage.runs
        if any(
            not taken.overlaps(Span(starts[token], starts[token] + 1))
            for chunk in chunks
            for token in range(chunk.first, chunk.end)
        )
    ]


def _standing(found: Iterable[Mention]) -> list[Mention]:
    """Return the findings that stand."""
    return without_overlaps(
        found,
        lambda mention: mention.span,
        lambda mention: (
            RANKS[mention.found_by],
            -len(mention.span),
            -(mention.found_by == "territory"),
            -mention.evidence,
            mention.span.start,
        ),
    )


def _coherent(
    text: str, readings: Sequence[Reading], mentions: Sequence[Mention], listed: Mapping[str, str], small: Set[str]
) -> list[Mention]:
    """Return the mentions after the document's second look at itself; `small` are its words in lower case."""
    words = partial(_words, text)
    mentions = apart(mentions, text)
    covered = {
        start
        for reading, inside in _by_reading(readings, mentions)
        for start in _starts_within(reading.tokens.starts, inside)
    }
    mentions += offices(readings, covered)
    votes = with_places(with_companies(votes_of(mentions, words)), mentions, words, listed)
    types = types_of(votes)
    typed = with_regions(with_one_type(mentions, types, words), text)
    again = repeats(readings, known_names(typed, types, votes, words, small), votes, covered, small)
    return without_overlaps(
        [*typed, *again],
        lambda mention: mention.span,
        lambda mention: (mention.found_by == "repeat", -len(mention.span), mention.span.start),
    )


def _by_reading(readings: Sequence[Reading], mentions: Sequence[Mention]) -> Iterator[tuple[Reading, list[Mention]]]:
    """Yield each reading with the mentions in its block; both are in order."""
    at = 0
    for reading in readings:
        inside: list[Mention] = []
        while at < len(mentions) and mentions[at].span.start < reading.block.span.end:
            inside.append(mentions[at])
            at += 1
        yield reading, inside


def _starts_within(starts: Sequence[int], mentions: Sequence[Mention]) -> Iterator[int]:
    """Yield the starts of tokens that lie within mentions."""
    at = 0
    for mention in mentions:
        while at < len(starts) and starts[at] < mention.span.start:
            at += 1
        while at < len(starts) and starts[at] < mention.span.end:
            yield starts[at]
            at += 1


def _untaken(mentions: Iterable[Mention], taken: Sequence[Span]) -> Iterator[Mention]:
    """Yield the mentions that overlap no span of `taken`."""
    spans = sorted(taken)
    at = 0
    for mention in mentions:
        while at < len(spans) and spans[at].end <= mention.span.start:
            at += 1
        if at == len(spans) or not spans[at].overlaps(mention.span):
            yield mention
