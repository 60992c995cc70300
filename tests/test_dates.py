"""Dates: which words tell a point in time, and what they tell."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from glossator.model import Block, DateExpression, Datum, Document, Span
from glossator.recognize.dates import find_dates
from glossator.structure import structure
from timing import assert_linear

WRITTEN = "2010-06-16"
"""A Wednesday."""


def document(text: str, date: str = "", language: str = "en") -> Document:
    data = [Datum("title", "A", "sidecar"), Datum("language", language, "sidecar")]
    if date:
        data.append(Datum("date", date, "sidecar"))
    # Markdown keeps the lines of a paragraph in one block.
    return structure(Document("a", "seeds/a.md", text, "", "", 0, "UTF-8", "LF", metadata=tuple(data)))


def marked(text: str, date: str = "", language: str = "en") -> str:
    """Write the text with its dates and their values: `[yesterday=2010-06-15]`."""
    pieces, end = [], 0
    for found in find_dates(document(text, date, language)):
        pieces += [text[end : found.span.start], "[", text[found.span.start : found.span.end], "=", found.edtf, "]"]
        end = found.span.end
    return "".join((*pieces, text[end:]))


def unmarked(case: str) -> str:
    """Return the text of a case; a value may hold brackets of its own."""
    text, rest = "", case
    while "[" in rest:
        before, _, rest = rest.partition("[")
        words, _, rest = rest.partition("=")
        if rest.startswith("["):
            rest = rest[rest.index("]") + 1 :]
        text, rest = text + before + words, rest[rest.index("]") + 1 :]
    return text + rest


PLAIN = {
    "full_date_month_first": "It sank on [September 1, 1939=1939-09-01].",
    "full_date_day_first": "It sank on [1 Sept. 1939=1939-09-01], and rose on [2 October 1940=1940-10-02].",
    "full_date_and_ordinal": "[the 3rd of May 1812=1812-05-03], [May 4th, 1812=1812-05-04], [5th June 1812=1812-06-05]",
    "full_date_in_words": "on [the fourth of July 1776=1776-07-04] and [the twenty-first of March 1801=1801-03-21]",
    "full_date_in_words_behind_the_month": "on [July fourth, 1776=1776-07-04] and [May the third 1801=1801-05-03]",
    "full_date_with_hyphens": "stamped [3-May-1945=1945-05-03]",
    "full_date_with_weekday": "on [Saturday, June 24, 1950=1950-06-24] and [Mon., 3 May 2010=2010-05-03]",
    "full_date_in_capitals": "OPENED [DECEMBER 25, 1991=1991-12-25]",
    "full_date_in_small_letters": "born [3 may 1940=1940-05-03], died [july 4, 1999=1999-07-04]",
    "full_date_over_a_line_break": "on [September\n1, 1939=1939-09-01] it sank",
    "full_date_with_no_break_spaces": "on [1\u00a0September\u00a01939=1939-09-01] it sank",
    "full_date_over_a_line_break_and_a_margin": "on [1\n    September\u00a0 \n\t1939=1939-09-01] it sank",
    "full_date_in_a_justified_line": "on [September   1,  1939=1939-09-01] it sank",
    "month_that_a_line_s_end_broke": "on [21 No-\nvember 2025=2025-11-21] and [Sep\u00ad\n  tember 1, 1939=1939-09-01]",
    "month_in_capitals_that_a_line_s_end_broke": "ON [21 NO-\nVEMBER 2025=2025-11-21]",
    "other_words_that_a_line_s_end_broke": "[the 19th cen-\ntury=18XX] and [the third quar-\nter of 2008=2008-35]",
    "words_whose_own_hyphen_ends_a_line": "[the twenty-\nfirst of May 1801=1801-05-21], [mid-\n1944=1944]",
    "range_over_a_line_break": "[1914=1914]-\n[1918=1918]",
    "dash_at_a_line_s_end": "It was [1914=1914]-\nand raining.",
    "columns_of_a_table_are_apart": "12      [May 1940=1940-05]",
    "full_date_in_the_night": "on [the night of April 18, 1775=1775-04-18] and [the morning of 20 May 1775=1775-05-20]",
    "impossible_days_are_none": "the 31 April, the 32 May, 0 May",
    "day_that_a_year_lacks_leaves_the_month": "on 29 [Feb 2011=2011-02]",
    "day_that_no_year_has_leaves_the_month": "on 30 [February 2020=2020-02] or 31 [June 1940=1940-06]",
    "weekday_that_is_not_the_date_s": "on [Sunday, May 3rd, 2011=2011-05-03?] or [Fri., 3 May 2010=2010-05-03?]",
    "verbs_that_look_like_weekdays": "He was wed [5 May 2011=2011-05-05]; it sat [3 May 2010=2010-05-03]",
    "short_weekdays_in_capitals": "[MON, 3 MAY 2010=2010-05-03], [THURS 6 MAY 2010=2010-05-06]",
    "weekday_of_the_old_calendar": "[Wednesday, 25 October 1917=1917-10-25]; [Monday, 25 October 1917=1917-10-25?]",
    "weekday_tells_which_number_is_the_day": "on [Saturday, 5/6/2010=2010-06-05]",
    "weekday_fits_neither_number": "on [Friday, 5/6/2010=[2010-05-06,2010-06-05]]",
    "month_and_year": "in [May 1940=1940-05], [June, 1941=1941-06], [July of 1942=1942-07], [Sept. 1943=1943-09]",
    "month_with_its_part": "by [early May 1940=1940-05], [mid-June 1941=1941-06] and [the end of July 1942=1942-07]",
    "year": "In [1940=1940] they met; since [1941=1941], and by [the year 2000=2000].",
    "year_with_its_part": "[early 1942=1942], [late in 1943=1943], [mid-1944=1944], [the beginning of 1945=1945]",
    "year_of_a_thing": "the [1948=1948] war and a [1902=1902] pact",
    "year_about": "[circa 1890=1890~], [c. 1890=1890~], [about 1891=1891~], [around 1892=1892~], [ca. 1893=1893~]",
    "what_somebody_spoke_about": "They talked about [1937=1937].",
    "year_and_what_came_after": "([1990=1990]-present)",
    "year_that_is_not_the_calendar_s": "[fiscal year 2009=2009~], [FY 2010=2010~], [FY2011=2011~], [fiscal 2012=2012~]",
    "years_that_are_not_the_calendar_s": "[FY2009=2009~]-[10=2010~], [FY 2010=2010~]-[2012=2012~]",
    "fiscal_years_in_words": "for [fiscal years 2009=2009~] and [2010=2010~], [tax year 2011=2011~]",
    "things_of_schools_and_taxes": "After school [1984=1984] was read. The financial 2008 crisis came.",
    "year_uncertain": "Born ([1890?=1890?]) in Riga. Was it [1891=1891]?",
    "years_before_christ": "[44 BC=-0043], [500=-0499]-[449 B.C.=-0448], [15 March 44 BC=-0043-03-15]",
    "years_after_christ": "[AD 476=0476] and [79 AD=0079]",
    "each_end_of_a_range_is_a_date": "[1914=1914]-[1918=1918], [1916=1916]–[17=1917], from [1939=1939] to [1945=1945]",
    "range_of_days": "[June 22=2010-06-22]-[24, 2010=2010-06-24]; [6=1916-01-06]–[7 January 1916=1916-01-07]",
    "range_that_shares_its_year": "[13 September=1951-09-13] – [15 October 1951=1951-10-15]",
    "range_over_new_year": "from [December=1941-12] to [January 1942=1942-01]",
    "list_of_days": "on [3=1940-05-03], [4=1940-05-04] and [5 May 1940=1940-05-05]",
    "list_of_days_month_first": "on [May 3=1940-05-03], [4=1940-05-04] and [5, 1940=1940-05-05]",
    "decades_before_christ": "[the 1200s BC=-12XX] and [the 1930s BC=-193X]",
    "decades": "[the 1930s=193X], [the early 1940s=194X], [the mid-1950's=195X], [1960s=196X] fashion",
    "hundreds_are_centuries": "[the 1800s=18XX], but [the 2000s=200X]",
    "centuries": "[the 19th century=18XX], [the early nineteenth century=18XX], an [18th-century=17XX] house",
    "two_centuries": "[the 18th=17XX] and [19th centuries=18XX]",
    "centuries_before_christ": "in [the 5th century BC=-04XX]",
    "low_centuries": "in [the second century=01XX], [the fifth century BC=-04XX]",
    "first_century_before_christ": "in [the first century BC=-00XX], [the 1st=-00XX] and [2nd centuries BC=-01XX]",
    "low_centuries_of_things": "[sixth-century=05XX] art, [the ninth-century=08XX] wall, a [fifth century=04XX] coin",
    "low_centuries_that_act": "[The seventh century=06XX] saw wars. [Third-century=02XX] Gaul; [first-century AD=00XX]",
    "centuries_of_something_else": "the second century of our republic, its third century, the first century, when",
    "centuries_in_games": "He scored a second century; it was his fourth century and our second-century feast.",
    "seasons": "[spring 1942=1942-21], [the summer of 1943=1943-22], [Autumn 1944=1944-23], [winter 1945=1945-24]",
    "winter_of_two_years": "[the winter of 1941-42=1941-24]",
    "quarters_and_halves": "[the third quarter of 2008=2008-35] and [the second half of 2009=2009-41]",
    "quarters_in_short": "[Q1 2008=2008-33], [Q3 of 2009=2009-35], [2010 Q2=2010-34], [4Q 2011=2011-36]",
    "quarters_in_figures": "in [the 1st quarter of 2013=2013-33] and [the 2nd half of 2009=2009-41]",
    "quarters_with_a_hyphen": "[fourth-quarter 2006=2006-36] growth and [the first quarter 2007=2007-33]",
    "quarters_of_a_year_after_a_comma": "[the first quarter, 2009=2009-33], was dry; [Spring, 1942=1942-21]",
    "quarters_with_a_hyphen_before_a_plural": "[third-quarter 2008=2008-35] sales",
    "holidays": "[Christmas 1914=1914-12-25], [New Year's Eve 1999=1999-12-31]",
    "iso_dates": "[2010-06-22=2010-06-22], [2010/06/22=2010-06-22], [2010-03=2010-03]",
    "iso_date_with_its_time": "at [2010-06-22T10:30:00Z=2010-06-22], it rang",
    "dash_of_two_hyphens": "The best year--[1954=1954]--was over.",
    "year_before_a_verb": "[The year 1947=1947] begins, and by [2024=2024] goes.",
    "ideographs": "[1945年5月3日=1945-05-03]",
    "day_and_month_could_change_places": "on [3/4/2025=[2025-03-04,2025-04-03]]",
    "day_and_month_can_not_change_places": "on [25/4/2025=2025-04-25] and [4/25/2025=2025-04-25]",
    "stops_have_the_day_first": "on [3.4.2025=2025-04-03]",
}
"""Dates that need nothing besides their own words."""

NONE = {
    "may_the_verb": "May I come? It may be so. They may 20 times.",
    "first_of_something": "It may first rain. May the first of you speak! In a march second place is lost.",
    "march_the_verb": "March on! The March on the city. They march 3 abreast.",
    "counts": "1,200 men, in 1200 cases, 1940 soldiers, 2000 miles, 1850 km, 1999 percent",
    "money": "$1940 and £2000 and €1999",
    "what_is_counted_behind_taxes_and_markets": "The tax 1500 men paid; they were marketing 2000 pills.",
    "pages_and_numbers": "page 1940, p. 1999, no. 1850, Resolution 1973, Flight 1549",
    "telephones": "call 555-1945 or 020 7946 1958",
    "streets": "1600 Pennsylvania Avenue, 1945 Main Street, lived at 1776 Old Mill Road",
    "ranges_of_pages": "pp. 1914-1918, nos. 1920-30, §1945, ISBN 1945",
    "versions_and_addresses": "version 1.9.1940, 10.1.2.3, v. 2.0.1999",
    "scores_and_fractions": "won 3-2, 9/10, 21-14",
    "parts_of_words": "B1940, 1940b, x1999y, ISO_1999",
    "parts_of_numbers": "3.1940 and 1940,5 and 119401",
    "short_weekdays": "The Sun sat on Sat and Sun.",
    "sets": "every Friday, each Monday, on Sundays",
    "named_weekdays": "Good Friday, Bloody Sunday, the Sunday Times",
    "lengths_of_time": "for two weeks, over the next year, in the last three days, a few years ago",
    "seasons_as_words": "Prices fall. Spring water. The winter coat. He will spring up. A summer's day.",
    "falls_as_words": "this fall in trade, the reasons for the fall, a fall",
    "times_of_day": "at 1800 EDT and 0600 MSK",
    "fractions": "9/11 of it; it won 9/11; about 9/11 of the boys; a ratio of about 9/11; he comes on 9/11 at six",
    "numbers_with_more_before_them": (
        "four score and seven years ago, 1,200 years ago, 2.5 years ago, five or six years ago, two to three weeks ago"
    ),
    "weekdays_of_which_something_else_is_counted": "We meet Friday week, Tuesday fortnight, this day week.",
    "parts_of_a_year_ago": "half a year ago, a quarter century ago, two and a half years ago",
    "quarters_as_words": "a quarter of them, the last quarter, the first half, the third part",
    "holidays_as_words": "a Christmas tree",
    "months_in_names": "the October Revolution",
    "hyphenated_counts": "a 2000-strong crowd",
    "ordinals": "on the 20th floor, by the 13th, 14th and 15th rounds",
    "years_in_other_figures": "2010-05-00, 2010-00-05, 2010-13-45, 99/99/9999, 0000-00-00",
}
"""What looks like a date and is none."""

NEWS = {
    "weekday_of_the_past": "They met on [Friday=2010-06-11].",
    "weekday_is_the_day_itself": "They met on [Wednesday=2010-06-16].",
    "weekday_to_come": "They will meet on [Friday=2010-06-18].",
    "weekday_beside_the_nearest_verb": "It was said [Friday=2010-06-11] that he will go.",
    "weekday_of_which_no_tense_tells": "The trial begins [Monday=].",
    "weekday_in_what_was_said": "“We leave [Friday=],” she said. On [Monday=2010-06-14] she said it again.",
    "weekday_with_what_points_at_it_behind": "We left [Tuesday last=2010-06-15], and go [Friday next=2010-06-18].",
    "weekday_next_to_something": "We met on [Tuesday=2010-06-15] next to the church.",
    "weekday_that_is_a_limit": "It is closed until [Monday=2010-06-21].",
    "weekday_with_the_part_of_the_day": "They met [late Friday night=2010-06-11].",
    "last_and_next_weekday": "[last Friday=2010-06-11], [next Friday=2010-06-18], [next Wednesday=2010-06-23]",
    "days_by_name": "[yesterday=2010-06-15], [today=2010-06-16], [tomorrow=2010-06-17], [last night=2010-06-15]",
    "days_by_name_and_one_more": "[the day before yesterday=2010-06-14], [the day after tomorrow=2010-06-18]",
    "tomorrow_as_an_ideal": "a better tomorrow, the cars of tomorrow",
    "days_ago": "[three days ago=2010-06-13]",
    "weeks_ago_are_no_day": "[two weeks ago=2010-06-02~], [a week ago=2010-06-09~]",
    "months_and_years_ago": "[a month ago=2010-05], [twenty-five years ago=1985], [about ten years ago=2000~]",
    "years_ago_to_the_day": "[ten years ago today=2000-06-16], [two weeks ago today=2010-06-02]",
    "months_ago_to_the_day": "[a month ago today=2010-05-16], [three months ago today=2010-03-16]",
    "years_ago_to_the_night": "[48 years ago tonight=1962-06-16]",
    "years_ago_to_the_month": "[ten years ago this month=2000-06]",
    "years_ago_roughly": "[more than ten years ago=2000~], [nearly 40 years ago=1970~], [over a year ago=2009]",
    "before_last_and_after_next": "[the year before last=2008], [the week after next=2010-06-28/2010-07-04]",
    "next_year_by_the_tense": "They will go [the next year=2011]. In [2001=2001] he came; [the next year=2002] left.",
    "next_year_without_a_tense": "In [2001=2001]. But [the next year=2002]!",
    "next_year_of_plans_after_a_past_year": "In [2001=2001] it opened. It will close [the next year=].",
    "next_day_that_was_planned": "They came on [May 2=2010-05-02], and hoped they would go [the next day=2010-05-03].",
    "next_day_that_was_announced": "She said on [May 4=2010-05-04] that she would sing [the next day=2010-05-05].",
    "next_day_of_a_day_to_come": "It will begin on [July 6=2010-07-06]. A walk is set for [the next day=2010-07-07].",
    "next_day_of_another_year": "On [July 6, 2012=2012-07-06] it will begin. It will end [the next day=2012-07-07].",
    "next_year_of_a_year_to_come": "In [2012=2012] they will sing; [the next year=2013] they will dance.",
    "next_day_after_today": "On [May 4=2010-05-04] it fell. [Today=2010-06-16] he said it will rise [the next day=].",
    "next_day_of_plans_with_no_day_told": "They will go [the next day=2010-06-17].",
    "next_day_of_a_day_far_before": (
        "It began on [May 4=2010-05-04]. "
        + "The rain fell on the roofs of the town and on the fields. " * 6
        + "They will go [the next day=]."
    ),
    "numbers_of_units": "[10 years ago=2000], [two hundred years ago=1810], [a decade ago=200X]",
    "numbers_of_hundreds_and_more": "[a hundred and fifty years ago=1860], [twenty five years ago=1985]",
    "season_in_its_course": "[last spring=2010-21], [last summer=2009-22], [next summer=2011-22]",
    "end_of_a_year_that_is_told": "It rose at year-end [2011=2011]. It fell by [year-end=2010].",
    "weekday_of_this_week": "It rained [this Monday=2010-06-14]. It will rain [this Friday=2010-06-18].",
    "weekdays_of_a_range": "It rained [Monday=2010-06-07] through [Friday=2010-06-11].",
    "weekdays_of_a_range_to_come": "It will rain from [Monday=2010-06-21] to [Friday=2010-06-25].",
    "weekdays_of_a_range_beside_between": "Between [Friday=2010-06-11] and [Monday=2010-06-14] it rained.",
    "weekdays_of_every_week": "Open [Monday=] to [Friday=]. It is closed [Saturday=]-[Sunday=].",
    "weekday_from_which_is_counted": "He leaves a week from [Friday=2010-06-18].",
    "from_now": "[two years from now=2012]",
    "units": "[last month=2010-05], [next year=2011], [this year=2010], [this decade=201X], [last century=19XX]",
    "weeks_are_seven_days": "[last week=2010-06-07/2010-06-13], [this weekend=2010-06-19/2010-06-20]",
    "parts_of_units": "[earlier this year=2010], [the end of next month=2010-07], by [year's end=2010]",
    "month_alone": "In [January=2010-01] it rained.",
    "day_in_words": "on [January fourth=2010-01-04] it rained, [January the fifth=2010-01-05] was dry",
    "month_and_the_first_of_something": "In [January=2010-01] first rain fell.",
    "month_and_an_army": "In [January=2010-01] First Army, tired, left.",
    "month_alone_of_last_year": "In [November=2009-11] it rained.",
    "month_alone_to_come": "It will rain in [January=2011-01].",
    "month_announced_of_plans": "The plans announced in [January=2010-01] fell.",
    "month_after_an_old_one_in_a_new_sentence": (
        "They met in [September 2003=2003-09]. He came in [May=2010-05], he said [Monday=2010-06-14]."
    ),
    "month_beside_an_old_one_in_a_sentence": "They met in [September 2003=2003-09], after talks in [May=2003-05].",
    "month_as_early_as": "as early as [March=2010-03], and as of [May=2010-05]",
    "day_of_a_year_told_right_before": "[a year ago=2009] on [May 5=2009-05-05]; [last year=2009], in [July=2009-07]",
    "month_of_no_year_told_before": (
        "It fell in [2008=2008], but as of [May=2010-05] it rose, he said [Monday=2010-06-14]."
    ),
    "day_in_a_text_of_old_years_alone": "In [1812=1812] he came. The [September 11=] attack on the fort failed.",
    "day_to_come_in_a_text_that_tells_of_old_years": "He came in [1812=1812]. It will be shown on [July 3=2010-07-03].",
    "day_to_come_beside_a_verb_of_the_past": "On [July 3=] they died. They were shown the plans in [August=].",
    "day_to_come_right_behind_a_verb_of_the_past": "It opened on [July 3=2009-07-03] and fell in [August=2009-08].",
    "day_to_come_of_which_somebody_spoke": "He said it is on [July 3=2010-07-03]. It is closed on [July 4=2010-07-04].",
    "month_last": "in [January last=2010-01], since [November last=2009-11], on [May 3 next=2011-05-03].",
    "next_to_something": "On [May 3=2010-05-03], next to the church, it rained, and on [May 4=2010-05-04] next to it.",
    "month_of_last_year": "[June of last year=2009-06], [last August=2009-08], [March this year=2010-03]",
    "day_without_a_year": "It began on [June 1=2010-06-01] and [the 3rd of May=2010-05-03].",
    "day_without_a_year_to_come": "It will begin on [January 4=2011-01-04].",
    "day_without_a_year_in_the_year_before": "It began on [December 28=2009-12-28].",
    "days_of_one_list_are_of_one_year": "Between [3=2010-05-03] and [5 May=2010-05-05] it rained.",
    "weekday_and_day": "on [Tuesday the 15th=2010-06-15] and [Monday, 3rd=2010-05-03]",
    "weekday_before_the_document_s_own_date": "It is closed until [Friday June 16, 2010=2010-06-16].",
    "weekend_of_the_past": "It became known [this weekend=2010-06-12/2010-06-13].",
    "weekend_to_come": "It will be known [this weekend=2010-06-19/2010-06-20].",
    "weekend_of_which_somebody_spoke": "The host said the game opens [this weekend=2010-06-19/2010-06-20].",
    "weekend_in_a_quotation": "“I am going [this weekend=2010-06-19/2010-06-20],” she said.",
    "weekend_of_an_irregular_participle": "The fair is held [this weekend=2010-06-19/2010-06-20].",
    "weekend_with_a_present_tense": "They said they are coming home [this weekend=2010-06-19/2010-06-20].",
    "weekend_of_a_participle": "It is closed [this weekend=2010-06-19/2010-06-20].",
    "weekend_beside_the_past": "They said it burned [this weekend=2010-06-12/2010-06-13].",
    "weekend_after_words_that_may_be_a_verb": "It was closed for repairs [this weekend=].",
    "weekend_of_which_no_verb_tells": "They said so [this weekend=].",
    "month_of_another_year_that_is_compared": "in [January=2010-01], as in the same month of [last year=2009]",
    "last_month_s_name_is_last_year_s": "since [last May=2009-05], and [last April=2010-04]",
    "what_is_compared_does_not_move_the_news": "It is below [the previous month=2010-05] and [a year earlier=2009].",
    "weekday_and_day_of_no_month_near": "on [Friday the 13th=]",
    "weekday_that_tells_the_year": "on [Friday, December 25=2009-12-25] and [Saturday, 12 June=2010-06-12]",
    "weekday_of_no_year_near": "on [Sunday, 12 June=2010-06-12?]",
    "day_of_the_present_month": "on [the 14th day of the present month=2010-06-14]",
    "letters_of_old": "[the 3d instant=2010-06-03], [2d ult.=2010-05-02], [28th ultimo=2010-05-28].",
    "letters": "[the 3rd inst.=2010-06-03], [the 10th ult.=2010-05-10], [the 5th prox.=2010-07-05]",
    "day_and_month_of_last_year": "[last November 18th=2009-11-18]",
    "the_one_told_before": "On [June 3, 2009=2009-06-03] it rose. [The following day=2009-06-04] it fell.",
    "seasons_by_the_year": "[this spring=2010-21], [last winter=2009-24], [next summer=2011-22]",
    "years_of_two_figures": "[the '60s=196X], in ['39=1939], [3/25/99=1999-03-25]",
    "numbers_behind_quarters_that_count": (
        "In [the second quarter=2010-34], 2000 workers left, and in [the first quarter=2010-33] 1500 people came."
    ),
    "numbers_behind_halves_that_count": "In the first half, 1600 fans left; in the second half 1500 came.",
    "numbers_behind_seasons_that_count": "In [the spring=2010-21], 1200 birds came, in [summer=2010-22] 1900 birds.",
    "attacks_that_are_called_by_their_day": "[September 11=2001-09-11] attacks, the attacks of [Sept 11=2001-09-11]",
    "attacks_that_are_called_by_figures": "the [9/11=2001-09-11] terrorist attacks, and post-[9/11=2001-09-11] laws",
    "attacks_on_something_are_no_name": "It rained. The [September 11=] attacks on the fort failed.",
    "attack_of_which_no_tense_tells": "The [September 11=] attack on the redoubt cost many lives.",
    "attack_on_that_day_of_the_year": "They will play the [September 11=2010-09-11] attack on the fort.",
    "attacks_in_another_year": "By [6 May 1990=1990-05-06] it fell; the [11 September=1990-09-11] attacks won.",
    "quarters_and_halves_of_the_year": "[the first quarter=2010-33], [the second half of last year=2009-41]",
    "season_of_another_year": "before [the fall of last year=2009-23] and [last winter=2009-24]'s end",
    "day_beside_a_day_of_birth": "She was born on [May 3, 1932=1932-05-03], and died on [June 10=].",
    "day_beside_an_old_date": "On [June 28, 2001=2001-06-28], it fell. On [July 9=2001-07-09], it rose.",
    "old_dates_do_not_move_the_news": "Founded in [1968=1968], it closed on [Monday=2010-06-14].",
}
"""Against a document's date, 2010-06-16."""

STORIES = {
    "months_and_days_of_the_year_told_last": (
        "On [June 28, 1914=1914-06-28] shots were fired. On [July 5=1914-07-05] they met. War came in [August=1914-08]."
    ),
    "days_after_the_one_told_last": (
        "On [July 5, 1914=1914-07-05] they met, again [two days later=1914-07-07] and [the next day=1914-07-08]."
    ),
    "from_december_on_to_january": "In [December 1914=1914-12] it snowed, and in [February=1915-02] it thawed.",
    "attacks_of_histories": "In [1812=1812] he came. The [September 11=1812-09-11] attacks failed, not post-9/11.",
    "month_of_a_year_counted_from_the_one_told_last": (
        "They met in [June 1905=1905-06]. [A year earlier=1904], in [May=1904-05], it rained."
    ),
    "spring_after_an_autumn": "In [the autumn of 1812=1812-23] they left. By [spring=1813-21] they were back.",
    "winter_that_goes_on": "In [January 1812=1812-01] it snowed; [that winter=1811-24] was cold.",
    "from_june_back_to_may": "In [June 1914=1914-06] they spoke of what they saw in [May=1914-05].",
    "units_of_the_date_told_last": (
        "In [March 1915=1915-03] it rained. [The following month=1915-04] was dry, and [that spring=1915-21] it snowed."
    ),
    "parts_of_the_year_told_last": "It began in [May 1915=1915-05], and by [the end of the year=1915] it was over.",
    "day_of_the_month_told_last": "On [June 28, 1914=1914-06-28] he came; on [the 30th=1914-06-30], he left.",
    "year_in_two_figures": "In [1914=1914], and again in ['17=1917], they sang.",
    "aside_of_another_time": (
        "In [June 1812=1812-06] they crossed the river that Caesar had not crossed in [1650=1650]. In [August=1812-08]"
        " it was hot, and by [October 1812=1812-10] they were gone."
    ),
    "what_was_years_before_is_an_aside": (
        "In [June 1812=1812-06] they came, as [two years earlier=1810]. In [August=1812-08] they went."
    ),
    "month_after_a_season_is_not_known": "In [the spring of 1812=1812-21] they came. [The following month=] they went.",
    "day_after_a_month_is_not_known": "In [June 1812=1812-06] they came. [The next day=] they went.",
}
"""Without a document's date a text is read as a story, and so it is with the date of a much later day."""

UNRESOLVED = "[Yesterday=], [last month=], [two weeks ago=], on [Friday=], in [last May=] or [November=], on [May 4=]"

LANGUAGES = {
    "german": ("de", "Am [3. Mai 1945=1945-05-03] und im [September 1939=1939-09], [03.05.1945=1945-05-03]."),
    "german_range": ("de", "[1914=1914]–[1918=1918], vom [1.=1950-06-01] bis [3. Juni 1950=1950-06-03]"),
    "german_range_of_months": ("de", "[1. Januar=1950-01-01] bis [3. Februar 1950=1950-02-03]"),
    "french_decade": ("fr", "dans les années [1930=193X], en [1931=1931]"),
    "french": ("fr", "Le [1er mai 1968=1968-05-01], puis en [mars 1969=1969-03], le [3/4/1970=1970-04-03]."),
    "spanish": ("es", "El [12 de octubre de 1492=1492-10-12] y en [mayo de 1810=1810-05]."),
    "russian": ("ru", "[3 мая 1945 г.=1945-05-03], с [22=2010-06-22] по [24 июня 2010 года=2010-06-24]"),
    "japanese": ("ja", "[1945年5月3日=1945-05-03]"),
    "british": ("en-GB", "on [3/4/2025=2025-04-03]"),
    "american": ("en-US", "on [3/4/2025=2025-03-04], [3.4.2025=2025-04-03]"),
    "american_with_an_underscore": ("en_US", "on [3/4/2025=2025-03-04]"),
    "none_known": ("", "on [May 3, 1940=1940-05-03]"),
    "no_language_at_all": ("xx-nonsense", "am 3. Mai, [2025-03-04=2025-03-04]"),
}
"""By the document's language tag."""


@pytest.mark.parametrize("case", PLAIN.values(), ids=PLAIN)
def test_dates_that_tell_all(case: str) -> None:
    assert marked(unmarked(case)) == case


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_no_date(text: str) -> None:
    assert marked(text, WRITTEN) == text


@pytest.mark.parametrize("case", NEWS.values(), ids=NEWS)
def test_dates_against_the_document_s_date(case: str) -> None:
    assert marked(unmarked(case), WRITTEN) == case


@pytest.mark.parametrize("date", ["", "2010-06-16"])
@pytest.mark.parametrize("case", STORIES.values(), ids=STORIES)
def test_dates_against_the_date_told_last(case: str, date: str) -> None:
    # What makes a history is how many old dates it tells: a few more, each of its own block, leave the case as it is.
    more = "" if not date else "".join(f"\n\nIn May 18{year} he wrote." for year in range(10, 30))
    text = unmarked(case)
    assert marked(text + more, date)[: len(case)] == case


@pytest.mark.parametrize(
    ("date", "head", "day"),
    [
        ("2010", "June 16, 2010", "2010-06-15"),
        ("2010-06", "(16 June 2010)", "2010-06-15"),
        ("2010", "On June 16, 2010, it rained.", ""),
        ("2009", "June 16, 2010", ""),
        ("2010-05", "June 16, 2010", ""),
        ("2010-06-20", "June 16, 2010", "2010-06-19"),
        ("", "June 16, 2010", ""),
    ],
    ids=[
        "year_only",
        "month_only",
        "date_in_a_sentence",
        "another_year",
        "another_month",
        "day_that_the_record_tells",
        "no_date_in_the_record",
    ],
)
def test_the_day_of_writing_stands_at_the_head_of_a_text(date: str, head: str, day: str) -> None:
    assert marked(f"A Speech\n\n{head}\n\nIt came yesterday.", date).endswith(f"[yesterday={day}].")


@pytest.mark.parametrize("head", ["10 June 2010", "10 June", "3 May 2009"])
def test_a_diary_has_no_one_day_of_writing(head: str) -> None:
    text = f"3 May 2010\n\nYesterday we sang.\n\n{head}\n\nYesterday we danced."
    found = find_dates(document(text, "2010"))
    assert [each.edtf for each in found if text.startswith("Y", each.span.start)] == ["", ""]


def test_a_day_that_heads_a_text_twice_is_its_day_of_writing() -> None:
    assert marked("3 May 2010\n\nIt came yesterday.\n\n3 May 2010", "2010").count("[yesterday=2010-05-02]") == 1


def test_a_date_far_below_the_head_is_not_the_day_of_writing() -> None:
    text = "A line.\n\n" * 10 + "June 16, 2010\n\nIt came yesterday."
    assert marked(text, "2010").endswith("[yesterday=].")


@pytest.mark.parametrize("date", ["0001-01-01", "-0043-03-15", "0000-06-16"])
def test_a_weekday_beside_a_day_is_read_in_every_era(date: str) -> None:
    assert find_dates(document("on Friday, December 25 and Saturday, 12 June", date))


def test_what_its_weekday_contradicts_is_less_sure() -> None:
    right, wrong = (find_dates(document(words))[0].evidence for words in ("Monday, May 3, 2010", "Sunday, May 3, 2010"))
    assert right > wrong


@given(st.dates(min_value=datetime.date(1924, 1, 1), max_value=datetime.date(2999, 12, 31)), st.integers(0, 6))
def test_a_date_is_uncertain_just_where_its_weekday_is_another(date: datetime.date, weekday: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday]
    (found,) = find_dates(document(f"{name}, {date:%B} {date.day}, {date.year}"))
    assert found.edtf == date.isoformat() + "?" * (weekday != date.weekday())


BROKEN = st.sampled_from([" ", "\n", "  ", " \n ", "\u00a0", "\n    ", "\u00a0\u00a0\n", "\t\n"])


@given(
    st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31)),
    BROKEN,
    BROKEN,
    st.integers(1, 8),
    st.sampled_from(["", "-\n", "\u00ad"]),
)
def test_a_date_is_one_however_its_lines_are_broken(
    date: datetime.date, first: str, second: str, place: int, hyphen: str
) -> None:
    month = f"{date:%B}"
    place = min(place, len(month) - 1)
    words = f"{date.day}{first}{month[:place]}{hyphen}{month[place:]}{second}{date.year:04d}"
    read = one_block(f"It came on {words}.")
    assert [(read.words_of(found.span), found.edtf) for found in find_dates(read)] == [(words, date.isoformat())]


def test_without_the_document_s_date_what_looks_from_it_is_not_resolved() -> None:
    assert marked(unmarked(UNRESOLVED)) == UNRESOLVED


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2010-06", "[Today=2010-06], [yesterday=], [last month=2010-05], [last week=], on [Friday=]"),
        ("2010", "[Today=2010], [yesterday=], [last month=], [last year=2009], on [May 4=2010-05-04]"),
        ("2010-06-14/2010-06-18", "[Today=2010-06], [last month=2010-05]"),
        ("2010-12/2011-02", "[Today=], in [May=]"),
        ("2010~", "[Today=2010]"),
        ("201X", "[Today=], [May 4=]"),
        ("unknown", "[Today=]"),
    ],
)
def test_a_document_s_date_is_taken_as_precise_as_it_is(date: str, words: str) -> None:
    assert marked(unmarked(words), date) == words


@pytest.mark.parametrize(("language", "case"), LANGUAGES.values(), ids=LANGUAGES)
def test_languages(language: str, case: str) -> None:
    assert marked(unmarked(case), "", language) == case


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("May 3, 1940", "full"),
        ("3 May", "day-month"),
        ("July", "month"),
        ("1940", "year"),
        ("the 1940s", "decade"),
        ("the 19th century", "century"),
        ("spring 1940", "season"),
        ("1914-1918", "range"),
        ("3/4/2025", "numeric"),
        ("2025-03-04", "iso"),
        ("Friday", "weekday"),
        ("yesterday", "relative"),
        ("the 3rd inst.", "inst"),
        ("Christmas 1914", "holiday"),
    ],
)
def test_each_expression_tells_its_rule(words: str, rule: str) -> None:
    assert {found.found_by for found in find_dates(document(words, WRITTEN))} == {rule}


def test_evidence_tells_what_was_said_from_what_was_filled_in() -> None:
    told, filled, doubtful = (
        find_dates(document(words, WRITTEN))[0].evidence for words in ("May 3, 1940", "on May 3", "3/4/2025")
    )
    assert told > filled > doubtful


def test_an_expression_stands_in_one_block() -> None:
    assert marked("In 1939\n\nSeptember 1") == "In [1939=1939]\n\n[September 1=1939-09-01]"


def test_an_empty_text_has_no_dates() -> None:
    assert find_dates(document("")) == ()


CASES = [unmarked(case) for case in (*PLAIN.values(), *NEWS.values(), *STORIES.values())] + list(NONE.values())
PIECES = sorted({word for case in CASES for word in case.split()})
TEXTS = st.lists(st.sampled_from(CASES) | st.sampled_from(PIECES) | st.text(max_size=4), max_size=14)
DATES = st.sampled_from(["", "2010", "2010-06", "2010-06-16", "1600-02-29", "9999-12-31", "0001-01-01", "-0043-03-15"])
TAGS = st.sampled_from(["", "en", "en-US", "en-GB", "de", "ru", "zh-Hant"])


def assert_sound(text: str, dates: tuple[DateExpression, ...], read: Document) -> None:
    assert all(before.span.end <= after.span.start for before, after in pairwise(dates))
    for found in dates:
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert any(block.span.contains(found.span) for block in read.blocks)
        around = text[found.span.start - 1 : found.span.start] + text[found.span.end : found.span.end + 1]
        assert not any(character.isalnum() for character in around)
        assert 0 < found.evidence <= 1
        if found.edtf:
            parse_edtf(found.edtf)


@given(TEXTS, st.sampled_from([" ", "", ", ", "-", "\n"]), DATES, TAGS)
def test_dates_are_in_order_in_one_block_on_word_boundaries_and_valid(
    pieces: list[str], between: str, date: str, language: str
) -> None:
    read = document(between.join(pieces), date, language)
    assert_sound(read.text, find_dates(read), read)


@given(st.text(), TAGS)
def test_any_text_is_read(text: str, language: str) -> None:
    read = document(text, WRITTEN, language)
    assert_sound(read.text, find_dates(read), read)


FORMS = st.sampled_from(["{0:%B} {0.day}, {0.year}", "{0.day} {0:%B} {0.year}", "{0.year}-{0:%m-%d}"])


@given(st.text(max_size=12) | st.sampled_from(["root", "-", "zh", "ar-EG", "x-klingon", "i-default"]))
def test_any_language_tag_is_taken(language: str) -> None:
    assert marked("2025-03-04, 3.", "", language) == "[2025-03-04=2025-03-04], 3."


@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31)), FORMS)
def test_a_date_that_tells_all_is_read_as_it_was_written(date: datetime.date, form: str) -> None:
    found = find_dates(document(form.format(date)))
    assert [expression.edtf for expression in found] == [date.isoformat()]


HOSTILE = {
    "one_line_of_figures": "7",
    "figures_and_spaces": "1 ",
    "years_in_a_row": "1940 ",
    "days_in_a_list": "3, ",
    "months_in_a_row": "May ",
    "months_and_days": "May 3, ",
    "modifiers_without_end": "the early late mid ",
    "weekdays_in_a_row": "Friday ",
    "units_in_a_row": "the next day ",
    "hyphens_and_figures": "1-",
    "strokes_and_figures": "1/2/",
    "apostrophes": "'60s'",
    "line_breaks": "May\n",
    "ordinals": "the 3rd and ",
    "seasons": "spring of ",
    "spaces": " ",
    "white_space_in_dates": "May   \t  3 ",
    "other_scripts": "二〇一〇年三月 ",
    "hyphens_at_line_ends": "No-\nvember ",
    "soft_hyphens": "No\u00ad",
    "soft_hyphens_and_line_breaks": "\u00ad \n",
    "blanks_and_line_breaks": "  \n",
    "hyphens_and_blanks": "-  \n 3",
    "line_breaks_in_dates": "3\n    May\n",
    "weekdays_and_days": "Friday the 13th ",
    "weekdays_and_dates": "Sunday, May 3, 2010 ",
    "fiscal_years": "FY2009 fiscal year ",
    "quarters": "Q1 2008 Q2",
    "attacks": "9/11 attacks of September 11 ",
    "weekends": "he said it is this weekend ",
    "fiscal_ranges": "FY2009-10 ",
    "centuries": "the third-century BC ",
    "quarters_and_counts": "the third quarter, 1500 men ",
    "diaries": "3 May 2010\n\n",
    "capitals": "ON MAY 3 THE MARCH OF FRIDAY ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    """Each text is one line and one block, so that nothing but the finding of dates is measured."""
    assert_linear(lambda text: find_dates(one_block(text)), piece, 10_000)


def one_block(text: str) -> Document:
    read = document("", WRITTEN)
    span = Span(0, len(text))
    return replace(read, text=text, blocks=(Block("p1", "paragraph", span),), sentences=(span,))
