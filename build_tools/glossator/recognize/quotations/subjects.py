"""Who does what a verb says: the noun phrase that is its subject, among the words of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Span
from .genders import PERSON_NOUNS
from .offices import HOLDERS
from .phrases import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    STOPS,
    Phrase,
    Token,
    is_adverb,
    is_verbal,
    phrase_from,
    phrases_in,
)

BARE = 4
"""Words of an office that has no article: "chief investment officer"."""
WRITINGS = frozenset(
    """message statement letter telegram greeting greetings address note text decree order resolution article report
    communique release post tweet email e-mail document condolences declaration memo memorandum paper petition
    speech interview remarks comment""".split()
)
"""What somebody writes or gives out, and what then "says" or "reads" something in his place."""
WRITING = tuple("writ wrot sent send congratulat condol signed posted issued tweet publish telegraph cabl".split())
"""By their beginnings, verbs of writing and of sending what is written."""
AUXILIARIES = frozenset(
    """had has have having was is were be been being will would could can may might must did does do also then
    later now again soon once never still even only just first next at last always often himself herself
    themselves who which in turn further to remembered remembers recalled recalls began kept
    started today yesterday tomorrow monday tuesday wednesday thursday friday
    saturday sunday recently""".split()
)
"""What may stand between a subject and its verb."""
TIMES = frozenset("time times day days week weeks month months year years hour hours moment moments while".split())
"""Nouns that say nothing: "several times said"."""
OFFICE = 4
"""Words of an office between an institution and its holder's name."""
CONJUNCTIONS = frozenset("after as because before since though till until when while".split())
"""Prepositions that begin a clause as often: "as Lake said"."""


def subject_of(tokens: Sequence[Token], verb: int) -> Phrase | None:
    """Return the phrase that is the subject of the verb at an index: right before it, else the sentence's first."""
    phrases = phrases_in(tokens[:verb])
    at = verb - 1
    while at >= 0 and (tokens[at].low in AUXILIARIES or is_adverb(tokens[at])):
        antecedent = _antecedent(tokens, at, phrases) if tokens[at].low == "who" else None
        if antecedent is not None:
            return antecedent
        at -= 1
    if at < 0:
        return phrases[0][0] if phrases else None
    beside = next((phrase for phrase, _, end in reversed(phrases) if end == at + 1), None)
    acts = _actor_of(tokens, beside, phrases) if beside is not None else None
    if acts is not None:
        return acts
    written = beside is not None and beside.head in WRITINGS and tokens[verb].low.endswith("ing")
    if beside is not None and not written and not _is_object(tokens, beside, phrases):
        return _with_office(tokens, beside, phrases) or beside
    first = first_subject(tokens, phrases)
    if beside is not None and beside.head in WRITINGS and first is beside:
        return None
    bare = tokens[at].is_word and tokens[at].low not in STOPS | TIMES and not tokens[at].low.endswith("ing")
    if first is None and bare:
        return Phrase(tokens[at].span, tokens[at].low)
    return first


def _antecedent(tokens: Sequence[Token], who: int, phrases: Sequence[tuple[Phrase, int, int]]) -> Phrase | None:
    """Return X in "welcomed by X, who said", if it may be a person."""
    end = who - 1 if who and tokens[who - 1].text == "," else who
    found = next((phrase for phrase, _, behind in phrases if behind == end), None)
    return found if found and (found.is_name or found.head in PERSON_NOUNS) else None


def _with_office(tokens: Sequence[Token], beside: Phrase, phrases: Sequence[tuple[Phrase, int, int]]) -> Phrase | None:
    """Return X in "X, president and head of Y said", where the comma behind the office is missing."""
    start = next(start for found, start, _ in phrases if found is beside)
    if beside.is_pronoun:
        return None
    comma = next((index for index in range(start - 1, 0, -1) if tokens[index].text == ","), 0)
    if not comma or comma == start - 1 or not _is_apposition(tokens[comma + 1 : start]):
        return None
    return next((p for p, first, end in phrases if end == comma and p.is_name and _is_free(tokens, first)), None)


def _is_apposition(between: Sequence[Token]) -> bool:
    """Tell whether words begin with an office, and have no verb: none of "and Y", "but Y", "while Y"."""
    begins = between[0].is_word and not between[0].is_capital and between[0].low not in STOPS
    return begins and any(token.low in HOLDERS for token in between) and not any(map(is_verbal, between))


def _is_free(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or tokens[index - 1].low not in PREPOSITIONS


def _is_object(tokens: Sequence[Token], phrase: Phrase, phrases: Sequence[tuple[Phrase, int, int]]) -> bool:
    """Tell "the head of the company said", where what stands before the verb hangs on a preposition.

    "Commissioner for Works Lake said" is none: an office without an article is part of the name.
    """
    start = next(start for found, start, _ in phrases if found is phrase)
    before = tokens[start - 1].low if start > 1 else ""
    if before not in PREPOSITIONS or before in CONJUNCTIONS or phrases[0][0] is phrase:
        return False
    office = next((found.is_name for found, _, end in phrases if end == start - 1), False)
    return not (before == "for" and office)


def _actor_of(tokens: Sequence[Token], phrase: Phrase, phrases: Sequence[tuple[Phrase, int, int]]) -> Phrase | None:
    """Return X in "X that sued Y", where Y is not the one who acts."""
    start = next(start for found, start, _ in phrases if found is phrase)
    verb = start + 1 if tokens[start].low == "that" else start - 1
    if start < 1 or not is_verbal(tokens[verb]):
        return None
    at = verb - 1
    while at > 0 and (tokens[at].low in AUXILIARIES - RELATIVES or is_adverb(tokens[at])):
        at -= 1
    if tokens[at].low not in RELATIVES:
        return None
    return next((found for found, _, end in phrases if end == at and not found.is_pronoun), None)


def sender_in(tokens: Sequence[Token]) -> Phrase | None:
    """Return X in "a telegram that X sent", the last one of a sentence."""
    for at in range(len(tokens) - 2, 0, -1):
        if tokens[at].low in ("that", "which") and tokens[at - 1].low in WRITINGS:
            found = phrase_from(tokens, at + 1)
            sent = found is not None and word_at(tokens, found[1]).startswith(WRITING)
            return found[0] if found is not None and sent else None
    return None


def first_subject(tokens: Sequence[Token], phrases: Sequence[tuple[Phrase, int, int]]) -> Phrase | None:
    """Return the first phrase that hangs on no preposition and may be a person, else the first."""
    free = [phrase for phrase, start, _ in phrases if _is_free(tokens, start)]
    persons = [phrase for phrase in free if phrase.is_name or phrase.is_pronoun or phrase.head in PERSON_NOUNS]
    first = next(iter(persons or free), None)
    end = next((end for found, _, end in phrases if found is first), 0)
    return first and (holder_of(tokens, (first, end)) or first)


def named_behind(sentence: Sequence[Token], verb: int) -> Phrase | None:
    """Return X in "quoted X as saying", and in "was praised by X as"."""
    if word_at(sentence, verb + 1) == "by":
        agent = phrase_from(sentence, verb + 2)
        return agent[0] if agent else None
    if not sentence[verb].low.startswith("quot"):
        return None
    phrase = phrase_from(sentence, verb + 1) or title_and_name(sentence, verb + 1)
    return phrase[0] if phrase and word_at(sentence, phrase[1]) == "as" else None


def is_verb_of(tokens: Sequence[Token], subject: Phrase, index: int) -> bool:
    """Tell "the ministers report" and "the minister reports" from "the recent report", by the number of the verb."""
    if subject.span.end != tokens[index - 1].end:
        return False
    if subject.is_pronoun or subject.is_name or tokens[index].low.endswith(("ed", "ing")):
        return True
    return tokens[index].low.endswith("s") != subject.head.endswith("s")


def title_and_name(sentence: Sequence[Token], index: int) -> tuple[Phrase, int] | None:
    """ "said spokesman X": a name behind up to four words in lower case."""
    for at in range(index, min(index + 5, len(sentence))):
        token = sentence[at]
        if not token.is_word or token.low in STOPS or token.low in DETERMINERS:
            return None
        if token.is_capital:
            return phrase_from(sentence, at)
    return None


def bare_noun(sentence: Sequence[Token], index: int) -> tuple[Phrase, int] | None:
    """ "said officials", "said chief economist": a noun that has no article."""
    end = index
    while end < len(sentence) and end - index < BARE and sentence[end].is_word and not _stops(sentence[end]):
        end += 1
    if end == index or sentence[index].low in PRONOUNS:
        return None
    return Phrase(Span(sentence[index].start, sentence[end - 1].end), sentence[end - 1].low), end


def _stops(token: Token) -> bool:
    return token.low in STOPS or token.low in DETERMINERS or is_adverb(token) or token.low.endswith("ing")


def word_at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].low if index < len(tokens) else ""


def holder_of(sentence: Sequence[Token], found: tuple[Phrase, int]) -> Phrase | None:
    """Return X in "Bank chairman X": who holds the office that a name without an article begins.

    Between them stand words of an office alone: whom a spokesman speaks for, or a judge sentences, is another.
    """
    phrase, end = found
    begun = next((token.low for token in sentence if token.start == phrase.span.start), "")
    at = end
    while at < len(sentence) and at < end + OFFICE and _is_office(sentence[at]):
        at += 1
    if phrase.is_pronoun or begun in DETERMINERS or at == end or sentence[at - 1].low not in HOLDERS:
        return None
    named = phrase_from(sentence, at)
    return named[0] if named and named[0].is_name else None


def _is_office(token: Token) -> bool:
    """Tell whether a word can stand within an office that has no article: no small word, and no verb."""
    small = token.low in STOPS or token.low in PREPOSITIONS or token.low in DETERMINERS or token.low in PRONOUNS
    return token.is_word and not token.is_capital and not small and not is_verbal(token)
