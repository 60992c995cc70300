"""The words beside a quotation that tell who speaks: "said X" and "X said" behind it, "X said:" before it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import islice

from ...model import Span
from .marks import Pair
from .phrases import STOPS, Phrase, Token, first_sentence, is_adverb, last_sentence, phrase_from, phrases_in, tokens_of
from .subjects import bare_noun, first_subject, is_verb_of, named_behind, sender_in, subject_of, title_and_name, word_at
from .verbs import BESIDE, DUAL, LOOSE, PHRASES, SAYING

BEHIND = 200
"""Code points behind a quotation in which its cue is looked for."""
BEFORE = 320
"""Code points before it: there the speaker may have an office or an apposition."""
MOSTLY = 100
"""Code points before it in which its sentence mostly begins."""
NEAREST = 5
"""Verbs of saying before a quotation that are looked at."""
NEAR = 12
"""Words between a verb of saying and the quotation that it opens: "told reporters in the capital on Friday:"."""
FAR_SUBJECT = 8
"""Words before a verb behind a quotation: "the youngest of them, smiling, said"."""

REMEMBERED = frozenset("began is kept recalled recalls remembered remembers started was were".split())
"""Verbs before one in -ing that tells a speaker: "Lake remembered asking"."""

SIGNATURE = re.compile(r"[> \t]{0,20}(?:—|–|--|―)[ \t]{0,5}(?=\w)")
"""What stands before the name below a block quote."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What was found beside a quotation."""

    rule: str
    verb: Span | None
    subject: Phrase | None
    evidence: float
    direct: bool = True
    """It stands right beside the quotation, parted by a comma, a colon, or nothing."""


def cue_behind(text: str, pair: Pair, end: int, mentions: Container[int] = ()) -> Cue | None:
    """Return the cue behind a quotation, in the rest of its sentence; the next quotation begins at `end`.

    Mentions begin at some places of the text.
    """
    tokens = tokens_of(text, pair.span.end, min(end, pair.span.end + BEHIND), mentions)
    last = text[pair.inner.start : pair.inner.end].rstrip()[-3:]
    comma = last[-1:] in (",", "—", "–", "-")
    ended = last[-1:] == "." and not last.endswith(("..", ". ."))
    dashed = bool(tokens) and tokens[0].text in "—–―" and text[pair.span.end : tokens[0].start].isspace()
    while tokens and not tokens[0].is_word:
        if tokens[0].text not in ",.-—–":
            return None
        comma = comma or tokens[0].text != "."
        ended = ended or tokens[0].text == "."
        tokens = tokens[1:]
    sentence = first_sentence(tokens)
    if not sentence:
        return None
    if dashed and len(sentence) == len(tokens):
        return _signed(tokens)
    return _according(sentence) or _inverted(sentence, comma) or _in_order(sentence, comma, ended)


def _signed(tokens: Sequence[Token]) -> Cue | None:
    """ "..." — X, with no more words behind it."""
    phrase = phrase_from(tokens, 0)
    whole = phrase is not None and phrase[0].is_name and (phrase[1] == len(tokens) or tokens[phrase[1]].text == ",")
    return Cue("signature", None, phrase[0], 0.8) if phrase is not None and whole else None


def _is_according(tokens: Sequence[Token], index: int) -> bool:
    """Tell "according to X"; before a quotation also "in the words of X"."""
    if tokens[index].low == "according":
        return word_at(tokens, index + 1) == "to"
    return tokens[index].low == "in" and [word_at(tokens, index + n) for n in (1, 2, 3)] == ["the", "words", "of"]


def _according(sentence: Sequence[Token]) -> Cue | None:
    """ "..., according to X"."""
    if not _is_according(sentence, 0):
        return None
    last = 1 if sentence[0].low == "according" else 3
    phrase = phrase_from(sentence, last + 1) or title_and_name(sentence, last + 1)
    return Cue("according-to", _span(sentence[0], sentence[last]), phrase[0] if phrase else None, 0.85)


def _inverted(sentence: Sequence[Token], comma: bool) -> Cue | None:
    """ "...," said X."""
    verb = sentence[0]
    if verb.is_capital:
        return None
    second = sentence[1] if len(sentence) > 1 else None
    particle = second is not None and PHRASES.get(verb.low) == second.low
    listed = verb.low in BESIDE or particle
    after = 2 if particle else 1
    phrase = phrase_from(sentence, after) or title_and_name(sentence, after)
    if phrase is None and verb.low in SAYING and verb.low not in DUAL:
        phrase = bare_noun(sentence, after)
    if listed and (phrase or verb.low not in DUAL):
        return Cue("inverted", verb.span, phrase[0] if phrase else None, 0.95 if phrase else 0.5)
    unlisted = comma and phrase is not None and verb.low.endswith("ed") and verb.low not in STOPS
    return Cue("inverted", verb.span, phrase[0], 0.75) if unlisted and phrase else None


def _in_order(sentence: Sequence[Token], comma: bool, ended: bool) -> Cue | None:
    """ "...," X said. Behind a period this is a sentence of its own, and must say nothing else."""
    verbs = BESIDE if comma else SAYING
    for index, token in enumerate(sentence[: FAR_SUBJECT + 6]):
        if index and _is_verb(sentence, index, verbs):
            subject = named_behind(sentence, index) or subject_of(sentence, index)
            if subject is None or (token.low in DUAL and not is_verb_of(sentence, subject, index)):
                continue
            asking = token.low.endswith("ing") and sentence[index - 1].low not in REMEMBERED
            if asking or word_at(sentence, index + 1) == "that":
                return None
            if ended and not (index <= 4 and _says_no_more(sentence, index)):
                return None
            if not comma and index > FAR_SUBJECT:
                return None
            return Cue("cue-after", token.span, subject, 0.9 if comma else 0.8)
    phrase = phrase_from(sentence, 0) if comma else None
    if phrase and phrase[1] < len(sentence) and sentence[phrase[1]].low.endswith("ed"):
        return Cue("cue-after", sentence[phrase[1]].span, phrase[0], 0.7)
    return _credited(sentence, phrase) if phrase else None


def _credited(sentence: Sequence[Token], phrase: tuple[Phrase, int]) -> Cue | None:
    """ "...," X, an officer of Y. The verb is missing."""
    named, end = phrase
    told = named.is_name and word_at(sentence, end) == "," and word_at(sentence, end + 1) in ("a", "an", "the")
    return Cue("cue-after", None, named, 0.6) if told else None


def _says_no_more(sentence: Sequence[Token], index: int) -> bool:
    return all(is_adverb(token) or not token.is_word for token in sentence[index + 1 :])


def _is_verb(tokens: Sequence[Token], index: int, verbs: frozenset[str]) -> bool:
    low = tokens[index].low
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    return low in verbs or PHRASES.get(low) == following


def cue_before(text: str, pair: Pair, start: int, mentions: Container[int] = ()) -> Cue | None:
    """Return the cue before a quotation, in the sentence that it stands in; `start` is where the one before it ends."""
    tokens = _leading(text, start, pair.span.start, mentions)
    if not tokens:
        return None
    parted = tokens[-1].text in (",", ":", "—", "–", "-")
    words = tokens[:-1] if parted else tokens
    told = _told_before(words, parted)
    source = _source(tokens)
    if source is not None and (told is None or not told.direct or not told.subject or not _is_behind(told, source)):
        return source
    if told is None and tokens[-1].text == ":":
        return Cue("cue-before", None, sender_in(words) or first_subject(words, phrases_in(words)), 0.55)
    return told


def _is_behind(told: Cue, source: Cue) -> bool:
    return told.verb is not None and source.verb is not None and told.verb.start > source.verb.start


def _source(tokens: Sequence[Token]) -> Cue | None:
    """ "according to X" before a quotation, in whose sentence it stands."""
    at = next((index for index in range(len(tokens) - 1) if _is_according(tokens, index)), None)
    if at is None:
        return None
    last = at + (1 if tokens[at].low == "according" else 3)
    phrase = phrase_from(tokens, last + 1) or title_and_name(tokens, last + 1)
    return Cue("according-to", _span(tokens[at], tokens[last]), phrase[0] if phrase else None, 0.8, direct=False)


def _told_before(words: Sequence[Token], parted: bool) -> Cue | None:
    """Return the cue of the nearest verb of saying before a quotation, which a comma or the like may part from it."""
    verbs = (index for index in range(len(words) - 1, -1, -1) if _is_verb(words, index, SAYING))
    for index in islice(verbs, NEAREST):
        low = words[index].low
        if low == "saying" and word_at(words, index - 1) == "as" and index > 2:
            continue
        subject = named_behind(words, index) or subject_of(words, index)
        last = index >= len(words) - 1 - (PHRASES.get(low) is not None)
        if low in DUAL and not (parted and last) and not (subject and is_verb_of(words, subject, index)):
            continue
        if low in LOOSE and not (last and parted):
            continue
        near = len(words) - index <= NEAR
        direct = last or (parted and near) or words[-1].low == "that"
        return Cue("cue-before", words[index].span, subject, 0.9 if direct and subject else 0.6, direct)
    return None


def _leading(text: str, start: int, end: int, mentions: Container[int]) -> Sequence[Token]:
    """Return the tokens of the sentence that leads to a place. Most are short, so little is looked at first."""
    tokens = tokens_of(text, max(start, end - MOSTLY), end, mentions)
    sentence = last_sentence(tokens)
    if len(sentence) < len(tokens) or end - start <= MOSTLY:
        return sentence
    return last_sentence(tokens_of(text, max(start, end - BEFORE), end, mentions))


def signature(text: str, pair: Pair) -> Cue | None:
    """Return who a block quote's last line names behind a dash."""
    line = text.rfind("\n", pair.inner.start, pair.inner.end) + 1 or pair.inner.start
    match = SIGNATURE.match(text, line, pair.inner.end)
    if match is None:
        return None
    tokens = tokens_of(text, match.end(), min(pair.inner.end, match.end() + BEHIND))
    phrase = phrase_from(tokens, 0)
    return Cue("signature", None, phrase[0], 0.8) if phrase else None


def _span(first: Token, last: Token) -> Span:
    return Span(first.start, last.end)
