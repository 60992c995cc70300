"""Text to what the tagger reads: passages of tokens, with the runs where names can stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .cues import Passage
from .features import EDGE, chunks, shape
from .lexicon import Lexicon
from .lists import list_features
from .runs import find_runs, is_capital
from .words import categories

Kind = tuple[bool, str, str]
"""Of a word: whether it has a capital, its kind and its shape."""

EDGES: Sequence[Kind] = ((False, EDGE, EDGE), (False, EDGE, EDGE))
FORM_WORDS = 4
"""Words that a block has at least for its capitals to tell its form."""
FORM_SHARE = 0.75
"""The share of words in capitals (`A`), or of those with one (`T`), from which on a block has that form."""


def word_kind(word: str, lexicon: Lexicon, roles: Sequence[str]) -> Kind:
    """Return a word's kind: the list that holds it, its prevailing type, its cluster, or else its shape."""
    capital = is_capital(word)
    low = word.lower()
    groups = categories(low)
    listed = lexicon.listed.get(low)
    if groups:
        kind = groups[0] if capital else groups[0] + "_"
    elif capital and listed:
        kind = listed
    elif capital and "most:PER" in roles:
        kind = "given" if any(role.startswith("PER-first") for role in roles) else "person"
    elif capital and (most := next((role for role in roles if role.startswith("most:")), None)):
        kind = most
    else:
        kind = lexicon.clusters.get(low, ("", shape(word)))[1] + ("X" if capital else "")
    return capital, kind, shape(word)


def passage_of(words: list[str], kind_of: Callable[[str], Kind], idle: frozenset[str]) -> Passage:
    """Return a block's tokens as a passage."""
    known = [kind_of(word) for word in words]
    capital = [one[0] for one in known]
    runs = [(run, chunks(capital, words, run)) for run in find_runs(words, capital, idle)]
    full = [*EDGES, *known, *EDGES]
    kinds = [one[1] for one in full]
    return Passage(
        words=[EDGE, EDGE, *words, EDGE, EDGE],
        kinds=kinds,
        shapes=[one[2] for one in full],
        runs=runs,
        rows=list_features(words, kinds, [chunk for _, some in runs for chunk in some]),
        form=_form(words, capital) if runs else "",
    )


def _form(words: Sequence[str], capital: Sequence[bool]) -> str:
    longer = [has for word, has in zip(words, capital, strict=True) if len(word) > 1 and word.isalpha()]
    if len(longer) < FORM_WORDS:
        return ""
    least = FORM_SHARE * len(longer)
    if sum(longer) < least:
        return ""
    return "A" if sum([len(word) > 1 and word.isalpha() and word.isupper() for word in words]) >= least else "T"
