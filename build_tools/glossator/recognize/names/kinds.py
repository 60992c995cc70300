"""What the words of a name tell of its kind, whatever stands around it: no ministry is a place."""

from __future__ import annotations

from collections.abc import Sequence

from ...forms import is_company, plain

PLAIN_HEADS = frozenset(
    "academy administration agency airlines airways alliance army assembly association authority bank board"
    " brotherhood bureau cabinet coalition college commission committee company congress corporation council"
    " department faculty federation foundation fund government group inc inc. institute institution journal"
    " league llc llp ltd ltd. magazine media ministry movement navy network organisation organization parliament party"
    " plc police regiment secretariat senate service services society studios systems team television trust tv"
    " university".split()
)
"""Lower case. What organizations are called and places are not. Of the names of several words in the corpora that the
tagger learns from, at least 97 in 100 with such a head are organizations, but for what `NO_HEADS` names."""

COURTS = frozenset(
    "supreme high higher district county circuit appeal appeals appellate criminal civil constitutional federal"
    " municipal city crown superior arbitration family juvenile military labor labour international regional state"
    " magistrates trial tax".split()
)
"""Lower case. What stands before "Court" where that judges; others are houses and palaces: "Hampton Court"."""

NO_HEADS = frozenset(
    ["west bank", "east bank", "left bank", "right bank", "south bank", "north bank", "russian federation"]
)
"""Lower case. Ends of names that have such a head, and are places."""

ONLY_HEADS = frozenset(
    "academy agency association board bridge center centre club coalition college company corporation department"
    " division foundation group hospital hotel institute institution island laboratory lake library magazine movement"
    " museum network office party restaurant river road school society street team tower town"
    " university village".split()
)
"""Lower case. Alone they describe what is named elsewhere ("the Institute"). The corpora that the tagger learns from
have them as names in fewer than one in five places; of "Senate", "Parliament" or "Army" that is not so."""


def is_organization(words: Sequence[str]) -> bool:
    """Return whether a name's words say that it names an organization: by its last one, or the one before "of"."""
    lower = [word.lower() for word in words]
    end = lower.index("of", 1) if "of" in lower[1:] else len(lower)
    if lower[end - 1] == "court":
        return end < len(lower) or (end > 1 and lower[end - 2] in COURTS)
    return len(lower) > 1 and lower[end - 1] in PLAIN_HEADS and " ".join(lower[max(0, end - 2) : end]) not in NO_HEADS


def is_firm(words: Sequence[str]) -> bool:
    """Return whether the words are no person's name, as they have an "&" or end in a kind of company."""
    return "&" in words or is_company(plain(" ".join(words)))


def is_only_a_head(words: Sequence[str]) -> bool:
    """Return whether the words are a head alone, and so describe somebody instead of naming them."""
    return len(words) == 1 and words[0].lower() in ONLY_HEADS
