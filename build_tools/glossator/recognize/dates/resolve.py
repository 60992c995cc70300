"""What was found, in order, to EDTF: each against the document's date or against the date that was told last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import DateExpression, Document
from .agreement import agrees, in_agreement, month_in_agreement
from .attacks import of_the_attacks
from .clock import Clock, after, since_of, tells_all
from .filling import fill
from .heading import day_of_writing
from .moment import Moment, edtf, parse_record_date
from .raw import Away, Dated, Raw, Since, Weekday
from .standing import standing
from .steps import away, said_early, weekday_near
from .tenses import Tenses
from .weekends import weekend_leaning

INFERRED = 0.9
"""What was filled in from elsewhere is as sure as this."""

CONTRADICTED = 0.6
"""What its own weekday contradicts is as sure as this."""

NEAR = 300
"""Code points between a date and "the next day" that goes on from it whatever the verbs beside it look at: about two
sentences."""

Value = tuple[str, Moment | None]
"""EDTF, and the date that it leaves for what follows; an empty string and nothing where it cannot be resolved."""


def resolve(document: Document, raws: Sequence[Raw]) -> Iterator[DateExpression]:
    """Yield each expression with its value; an empty one where it cannot be resolved."""
    written = day_of_writing(document, raws, parse_record_date(document.value("date")))
    clock = Clock(written, standing(raws, written))
    tenses = Tenses(document)
    for found, next_year in zip(raws, _next_years(raws), strict=True):
        raw = of_the_attacks(document.text, tenses.sentence_of(found.span), found, clock)
        if raw is None:
            continue
        if clock.history and written and _is_named_day(raw):
            continue  # "today" of a history is the reader's, or somebody's whom it quotes
        value, moment = _value(raw, clock, tenses, document.text)
        evidence = raw.evidence if tells_all(raw) else raw.evidence * INFERRED
        if raw.weekday is not None and value.endswith("?"):
            evidence *= CONTRADICTED
        yield DateExpression(raw.span, value, raw.rule, round(evidence, 2))
        clock = after(clock, raw, moment, next_year)


def _next_years(raws: Sequence[Raw]) -> list[int | None]:
    """Return for each expression the year that the next one with a year of its own tells."""
    years: list[int | None] = []
    year = None
    for raw in reversed(raws):
        years.append(year)
        if isinstance(raw.meaning, Dated) and tells_all(raw) and not raw.meaning.moment.open_digits:
            year = raw.meaning.moment.year
    return years[::-1]


def _is_named_day(raw: Raw) -> bool:
    meaning = raw.meaning
    return isinstance(meaning, Away) and meaning.unit == "day" and meaning.since == "writing" and abs(meaning.count) < 2


def _value(raw: Raw, clock: Clock, tenses: Tenses, text: str) -> Value:
    meaning = raw.meaning
    if isinstance(meaning, Away):
        named = _is_named_day(raw)
        since = _since(raw, meaning, clock, tenses)
        here = clock.written if named else clock.at(since) if since else None
        if meaning.unit == "weekend" and said_early(meaning, here):
            return _weekend(meaning, here, weekend_leaning(text, tenses.sentence_of(raw.span), raw.span))
        return away(meaning, here)
    if isinstance(meaning, Weekday):
        return _weekday(raw, meaning, clock, tenses)
    moment = _dated(raw, meaning, clock, tenses)
    if moment is None:
        return "", None
    if meaning.other:
        return _one_of(raw, moment, replace(meaning.other, year=moment.year))
    return edtf(moment), moment


def _weekend(meaning: Away, here: Moment | None, leaning: int | None) -> Value:
    """Return the weekend of the week, or the one before where the verbs tell of what has been."""
    if leaning is None:
        return "", None
    return away(replace(meaning, count=-1) if leaning < 0 else meaning, here)


def _since(raw: Raw, meaning: Away, clock: Clock, tenses: Tenses) -> Since | None:
    """Return from when words look; None where news speaks of "the next year" and nothing tells whose.

    It is the date told last, if that is near. Else the tense tells; but a year that is past, and told in another
    sentence, is not surely the one that plans go on from: "It was founded in 1998. It will close the next year."
    """
    if meaning.since != "tense" or clock.history:
        return meaning.since
    leaning = tenses.lean(raw.span)
    if clock.latest is None or raw.span.start - clock.latest_end > NEAR:
        return _since_by_tense(leaning, told=clock.latest is not None and meaning.unit == "day")
    if clock.today_end > clock.latest_end and meaning.unit == "day":
        return None
    doubtful = leaning > 0 and meaning.unit != "day" and not tenses.is_in_one_sentence(raw.span, clock.latest_end)
    return None if doubtful and clock.latest_is_past else "story"


def _since_by_tense(leaning: int, *, told: bool) -> Since | None:
    """Return from when words look; "the next day" is not the one after writing where a day was told, if far away."""
    if leaning > 0:
        return None if told else "writing"
    return "story" if leaning else None


def _dated(raw: Raw, meaning: Dated, clock: Clock, tenses: Tenses) -> Moment | None:
    """Return the date, seen against the weekday that stands before it."""
    told = tells_all(raw)
    moment = meaning.moment if told else fill(raw, meaning, clock, tenses)
    if moment is None or raw.weekday is None or meaning.other or moment == clock.written:
        return moment
    if not meaning.moment.rank:
        return month_in_agreement(moment, raw.weekday)
    return in_agreement(moment, raw.weekday, None if told or meaning.toward else clock.now)


def _weekday(raw: Raw, meaning: Weekday, clock: Clock, tenses: Tenses) -> Value:
    """Return the day; without the document's date it is not known whether a weekday looks from the story."""
    leaning = 1 if clock.history else tenses.lean(raw.span)
    here = clock.at(since_of(meaning.toward))
    if raw.rule == "range":
        day = _weekday_of_range(meaning, here, leaning, clock.joined[1] if clock.joined else None)
    elif not meaning.toward and not clock.history and (not leaning or tenses.is_what_was_said(raw.span)):
        day = None  # "the trial begins Monday"
    else:
        day = weekday_near(meaning, here, leaning)
    return (edtf(day), day) if day else ("", None)


def _weekday_of_range(meaning: Weekday, here: Moment | None, leaning: int, first: Moment | None) -> Moment | None:
    """Return an end of a range of weekdays; what no tense tells of may be every week: "open Monday to Friday"."""
    if meaning.ends is None:
        return weekday_near(replace(meaning, toward="next"), first, 0)
    if not leaning:
        return None
    if leaning > 0:
        return weekday_near(meaning, here, leaning)
    return weekday_near(replace(meaning, toward="last"), weekday_near(Weekday(meaning.ends), here, leaning), 0)


def _one_of(raw: Raw, *moments: Moment) -> Value:
    """Return the date that has the weekday told; else both, as EDTF writes a set of which one is meant."""
    fitting = [moment for moment in moments if raw.weekday is not None and agrees(moment, raw.weekday)]
    if len(fitting) == 1:
        return edtf(fitting[0]), fitting[0]
    return f"[{','.join(sorted(filter(None, map(edtf, moments))))}]", None
