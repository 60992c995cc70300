"""Words around a quotation: tokens of a short stretch, and the noun phrases in them that may name a speaker."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...model import Span
from .genders import FIRST_NAMES, PERSON_NOUNS
from .verbs import SAYING

TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]|_")

PRONOUNS = frozenset("i he she they we it who you".split())
"""What stands for a speaker."""
DETERMINERS = frozenset(
    "the a an his her my our their its your this that these those another one some each every both no any".split()
)
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev hon st sr jr gen col capt lt sgt maj adm gov sen rep messrs mme mlle pres amb supt insp
    cmdr fr bro vs no vol jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp""".split()
)
"""What ends in a period that ends no sentence; besides single letters."""
STOPS = frozenset(
    """about above across after again against all along although am among an and are around as aside at away be
    because been before began behind being below beneath beside besides between beyond both but by can could did
    do does down during either else ever except even half for from had has have here how however if in inside instead
    into is just like may meanwhile might more must near nearly never nor not now of off on once only onto or
    out outside over past per perhaps quite rather should since so soon still such than that then there
    therefore though through throughout thus till to today together tomorrow too toward towards under until up
    upon very was were what when whenever where whereas whether which while who whom whose will with within
    without would yesterday yet""".split()
)
"""Words that no name and no noun phrase goes on with."""
OPENERS = frozenset(
    """afterward afterwards again ah alas also although anyway besides consequently else eventually finally first
    furthermore hence hereupon however immediately indeed instantly lastly later likewise meantime moreover
    nevertheless next no nonetheless oh otherwise presently second secondly similarly suddenly therefore thereupon
    third thirdly thereafter whereupon yes""".split()
)
"""Words that begin a sentence before its subject, and are no name."""
PAST = frozenset(
    """ate bade beat became began bent bit blew bore bought bound broke brought built burst came cast caught chose clung
    crept dealt drank drew drove fed fell felt fled flew flung forgot found fought froze gave got grew heard held hid
    hung kept knelt knew laid lay leant leapt left lent let lit lost made meant met paid ran rang read rode rose said
    sang sank sat saw sent set shook shone shot shut slept slid smelt spent split spoke sprang spread stole stood strode
    struck strung stuck swam swept swore swung takes took taught thought threw told tore trod understood went wept woke
    won wore wove wrote""".split()
)
"""Verbs in the past that no ending marks."""
PREPOSITIONS = frozenset(
    """about above across after against along amid among around as at because before behind below beneath beside
    between beyond by despite down during except for from in inside into like near of off on onto out over past
    since through throughout till to toward towards under until up upon via when while with within without""".split()
)
RELATIVES = frozenset("who whom whose which that".split())
"""What begins a clause that tells of the noun before it."""
PARTICLES = frozenset("de la le du des van von der den al el bin ibn of the di da dos del y ap mac".split())
"""Small words within names."""
PHRASE_LENGTH = 7
"""Words. A phrase that names a speaker is no longer."""


class Token(NamedTuple):
    """A word or a punctuation mark."""

    text: str
    start: int
    end: int
    is_mention: bool = False
    """A mention begins here: it is a name, whatever its ending."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name a speaker, or stand for one: tokens from `start` to `end`."""

    span: Span
    head: str
    """Its last noun, in lower case."""
    is_pronoun: bool = False
    is_name: bool = False
    """Its last word has a capital."""


def tokens_of(text: str, start: int, end: int, mentions: Container[int] = ()) -> list[Token]:
    """Return the tokens of a short stretch; mentions begin at some places."""
    found = TOKEN.finditer(text, start, end)
    return [Token(match[0], match.start(), match.end(), match.start() in mentions) for match in found]


def ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a token ends its sentence."""
    token = tokens[index]
    if token.text in "!?;…":
        return True
    if token.text != "." or (index + 1 < len(tokens) and tokens[index + 1].start == token.end):
        return False
    return index == 0 or not _is_abbreviation(tokens[index - 1])


def _is_abbreviation(token: Token) -> bool:
    """Tell whether a period behind this word ends no sentence: "Mr.", "J.", "U.S."."""
    return (
        token.low in ABBREVIATIONS
        or ("." in token.text and not token.text[0].isdigit())
        or (len(token.text) == 1 and token.is_capital)
    )


def first_sentence(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens up to the first sentence's end."""
    return tokens[: next((index for index in range(len(tokens)) if ends_sentence(tokens, index)), len(tokens))]


def last_sentence(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens behind the last sentence's end; one that ends the stretch itself leaves none."""
    ends = (index for index in range(len(tokens) - 1, -1, -1) if ends_sentence(tokens, index))
    return tokens[next(ends, -1) + 1 :]


def phrase_from(tokens: Sequence[Token], index: int) -> tuple[Phrase, int] | None:
    """Return the noun phrase that begins at a token, and the index of the token behind it."""
    if index >= len(tokens) or not tokens[index].is_word:
        return None
    first = tokens[index]
    if first.low in PRONOUNS:
        return Phrase(first.span, first.low, is_pronoun=True), index + 1
    if first.low in DETERMINERS:
        return _nominal(tokens, index)
    if not first.is_capital or first.low in STOPS or first.low in OPENERS or opens_clause(tokens, index):
        return None
    return _name(tokens, index)


def opens_clause(tokens: Sequence[Token], at: int) -> bool:
    """Tell "Slowly" and "Laughing" from names: a subject or a comma follows, and no verb of saying stands before.

    "Manning, who stayed" and "Manning, 45" are names, and whatever is a mention.
    """
    token = tokens[at]
    if not token.low.endswith(("ly", "ing")) or len(token.text) < 5 or token.low in FIRST_NAMES or token.is_mention:
        return False
    if at + 1 >= len(tokens) or (at and tokens[at - 1].low in SAYING):
        return False
    following = tokens[at + 1]
    told = tokens[at + 2] if following.text == "," and at + 2 < len(tokens) else None
    if told is not None and (told.low in RELATIVES or told.text[0].isdigit()):
        return False
    return following.text == "," or following.low in PRONOUNS or following.low in DETERMINERS


def _name(tokens: Sequence[Token], index: int) -> tuple[Phrase, int] | None:
    """A run of words with capitals, with the small words and initials' periods inside."""
    end = last = index
    while end < len(tokens) and end - index < PHRASE_LENGTH + 3:
        token = tokens[end]
        if token.is_word and token.is_capital and token.low not in PRONOUNS:
            last = end
        elif not (_initial(tokens, end) or (token.low in PARTICLES and end > index)):
            break
        end += 1
    owned = _owned(tokens, last)
    if owned > last:
        return Phrase(Span(tokens[index].start, tokens[owned].end), _head(tokens[owned])), owned + 1
    return Phrase(Span(tokens[index].start, tokens[last].end), _head(tokens[last]), is_name=True), last + 1


def _owned(tokens: Sequence[Token], last: int) -> int:
    """Return where a phrase ends that a name in the genitive begins: "Lake's old pilot"."""
    if not tokens[last].text.endswith(("'s", "’s", "s'", "s’")):
        return last
    found = _nominal(tokens, last)
    return found[1] - 1 if found else last


def _initial(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a token is the period of an initial or of an abbreviated title."""
    return tokens[index].text == "." and _is_abbreviation(tokens[index - 1])


def _nominal(tokens: Sequence[Token], index: int) -> tuple[Phrase, int] | None:
    """A determiner and the words up to a verb, a preposition, an adverb or punctuation."""
    last, end = index, index + 1
    while end < len(tokens) and end - index < PHRASE_LENGTH:
        token = tokens[end]
        if not token.is_word:
            if not _initial(tokens, end):
                break
        elif (
            token.low in STOPS
            or token.low in DETERMINERS
            or token.low in PRONOUNS
            or is_adverb(token)
            or _is_participle(token, last - index)
            or _is_past(tokens, end, last - index)
        ):
            break
        else:
            last = end
        end += 1
    if last == index:
        return None
    span = Span(tokens[index].start, tokens[last].end)
    return Phrase(span, _head(tokens[last]), is_name=tokens[last].is_capital), last + 1


def is_adverb(token: Token) -> bool:
    return len(token.text) > 4 and token.text.endswith("ly") and not token.is_capital


def is_verbal(token: Token) -> bool:
    """Tell a word that is a verb in the past or a participle, by its form."""
    return token.low in PAST or (len(token.text) > 3 and token.low.endswith(("ed", "ing")))


def _is_participle(token: Token, words: int) -> bool:
    """Tell whether "the old man smiling" ends before this token."""
    return words > 0 and len(token.text) > 5 and token.text.endswith("ing")


def _is_past(tokens: Sequence[Token], at: int, words: int) -> bool:
    """Tell whether "the old lady came" ends before this token: a verb in the past, and no noun for a person follows."""
    low = tokens[at].low
    if not words or tokens[at].is_capital or not (low in PAST or (low.endswith("ed") and len(low) > 4)):
        return False
    following = [token.low for token in tokens[at + 1 : at + 3]]
    return low in PAST or not any(is_person_noun(word) for word in following)


def is_person_noun(word: str) -> bool:
    """Tell a noun for a person, or for several."""
    return word in PERSON_NOUNS or is_plural(word)


def is_plural(word: str) -> bool:
    """Tell a noun for several persons: "guards", "policemen"."""
    one = f"{word[:-3]}man" if word.endswith("men") else word[:-1] if word.endswith("s") else ""
    return word in ("people", "children") or one in PERSON_NOUNS


def _head(token: Token) -> str:
    return token.low.removesuffix("'s").removesuffix("’s")


def phrases_in(tokens: Sequence[Token]) -> list[tuple[Phrase, int, int]]:
    """Return the noun phrases of a stretch, each with the indexes of its first token and of the one behind it."""
    found, index = [], 0
    while index < len(tokens):
        phrase = phrase_from(tokens, index)
        if phrase is None:
            index += 1
        else:
            found.append((phrase[0], index, phrase[1]))
            index = phrase[1]
    return found
