"""Whether a sentence looks ahead or back, seen from a date in it: by the nearest verb of plans or of the past."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from ...model import Document, Span

CUE = re.compile(
    r"\b(?:(?P<ahead>(?:will|shall|should|would|may|might|won['’]t|to\sbe|going\sto|set\sto|slated\sto|due\sto|plans?\sto"
    r"|(?:scheduled|planned|expected|expects?|slated|due|set)(?:\sto|\sfor)?|plans?\sfor|plans\s(?:an?|its|another|more))(?:\s(?:not|be|have|also))?(?:\s[a-z]{1,20})?"
    r"|upcoming|forthcoming|ahead\sof|deadline)"
    r"|(?P<back>was|were|had|did|since|ago|said|told|took|began|met|came|went|won|made|fell|rose|left|held|sent|gave"
    r"|became|bought|broke|brought|built|chose|drew|drove|fought|found|flew|got|grew|kept|knew|led|lost|paid|ran|sank"
    r"|sat|saw|shot|sold|spoke|spent|stood|struck|taught|thought|threw|understood|wrote"
    r"|[a-z]{2,20}ed))\b"
)
"""Words of plans, each with the verb that it governs, and of what has been."""
SAYING = re.compile(
    r"said|told|spoke|wrote|announced|added|argued|asked|claimed|confirmed|declared|explained|insisted|noted|reported"
    r"|stated|tweeted|warned"
)
"""Verbs that tell when something was said, and not when that was, is or will be."""
_BIRTH = re.compile(r"\b(?:born|b\.)\s[^.;]{1,40}$", re.IGNORECASE)
_LONGEST_BIRTH = len("born ") + 40 + 1
_WHO = re.compile(r"\s(?:(?:he|she|it|they|I|we|you)\s)?")
"""Between the day on which something was said and the verb: "on Friday she said"."""
_PRESENT_BEFORE = re.compile(r"\b(?:am|is|are|be|gets?)\s(?:not\s|also\s|now\s|being\s)?$")
"""Makes of a participle no past: "it is opened on May 3"."""
_LONGEST_PRESENT = len(" gets being ")
TIE = re.compile(r",?\s(?:(?:on|in|at|by)\s(?:the\s)?)?")
LONGEST_TIE = len(", on the ")
_ENDS_AT = re.compile(r"\b(?:until|till|by|(?:days?|weeks?|months?)\sfrom)\s(?:the\s)?$", re.IGNORECASE)
"""What stands before a day to come: "until Friday", "a week from Friday"."""
_LONGEST_LIMIT = len("months from the ")


class Tenses:
    """The tenses of a document's sentences. Each sentence is looked through once, however many dates it holds."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sentence = Span(0, 0)
        self._places: list[int] = []
        self._cues: list[re.Match[str]] = []

    def lean(self, span: Span) -> int:
        """Return whether the sentence around a date looks ahead (1), back (-1), or does not tell (0)."""
        text = self._document.text
        self._turn_to(span)
        if _ENDS_AT.search(text[max(self._sentence.start, span.start - _LONGEST_LIMIT) : span.start]):
            return 1
        cue = self._nearest(span)
        if cue is None or self._is_present(cue):
            return 0
        return 1 if cue["ahead"] else -1

    def tells_of_saying(self, span: Span) -> bool:
        """Tell whether the nearest verb tells when something was said, which need not be when that was."""
        cue = self._nearest(span)
        return cue is not None and SAYING.fullmatch(cue[0]) is not None

    def is_what_was_said(self, span: Span) -> bool:
        """Tell whether no verb but one of saying behind a date has a tense: "“We leave Friday,” he said"."""
        cue = self._nearest(span)
        if cue is None or cue.start() < span.end or not self.tells_of_saying(span):
            return False
        return _WHO.fullmatch(self._document.text, span.end, cue.start()) is None

    def is_tied(self, span: Span) -> bool:
        """Tell whether a verb of the past stands right before a date: "it opened on May 3"."""
        cue = self._nearest(span)
        return cue is not None and self.lean(span) < 0 and self.follows(span, cue.end())

    def is_part_of_a_name(self, span: Span) -> bool:
        """Tell whether "the" before a date is that of a thing: "the May 3 talks"."""
        return self._document.text.endswith(("the ", "The "), 0, span.start)

    def is_of_birth(self, end: int) -> bool:
        """Tell whether a date that ends at a place is somebody's day of birth, with which no story goes on."""
        return _BIRTH.search(self._document.text[max(0, end - _LONGEST_BIRTH) : end]) is not None

    def sentence_of(self, span: Span) -> Span:
        """Return the sentence in which a date begins."""
        self._turn_to(span)
        return self._sentence

    def follows(self, span: Span, place: int) -> bool:
        """Tell whether between a place and a date stands a preposition at most: "last year, on May 5"."""
        return span.start - place <= LONGEST_TIE and TIE.fullmatch(self._document.text, place, span.start) is not None

    def is_in_one_sentence(self, span: Span, place: int) -> bool:
        """Tell whether an earlier place lies in the sentence in which a date begins."""
        self._turn_to(span)
        return place > self._sentence.start

    def _is_present(self, cue: re.Match[str]) -> bool:
        begin = max(self._sentence.start, cue.start() - _LONGEST_PRESENT)
        return not cue["ahead"] and _PRESENT_BEFORE.search(self._document.text[begin : cue.start()]) is not None

    def _nearest(self, span: Span) -> re.Match[str] | None:
        """Return the last cue before a date, or the first one behind it."""
        self._turn_to(span)
        before = bisect_left(self._places, span.start) - 1
        if before >= 0:
            return self._cues[before]
        after = bisect_left(self._places, span.end)
        return self._cues[after] if after < len(self._cues) else None

    def _turn_to(self, span: Span) -> None:
        """Find the cues of the sentence in which a date begins."""
        if self._sentence.start <= span.start < self._sentence.end:
            return
        sentences = self._document.sentences
        index = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        self._sentence = sentences[index] if index >= 0 else span
        self._cues = list(CUE.finditer(self._document.text, self._sentence.start, self._sentence.end))
        self._places = [match.start() for match in self._cues]
