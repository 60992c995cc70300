"""The timeline: which days a date may mean, under which heading it stands, how it is drawn, and its data."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from glossator.cache import Cache
from glossator.calendar import MONTHS_OF, days_of_month, stretch
from glossator.config import Config
from glossator.export import rows
from glossator.export.timeline import COLUMNS, timeline_files
from glossator.making import Work
from glossator.model import Archive, Dated, Day, Document, Page, Span
from glossator.pipeline import Built, gather, make_pages
from glossator.render import make_site
from glossator.render.time_chapters import chapters
from glossator.render.time_groups import groups
from glossator.render.time_scale import Scale, scales
from glossator.render.time_words import say
from glossator.render.timeline import render_timeline
from glossator.render.timeline_picture import picture
from helpers import WriteFiles


def parse(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(deep=True).split())


DAYS = {
    "1941": "1941-01-01 1941-12-31 year",
    "1941-06": "1941-06-01 1941-06-30 month",
    "1941-06-22": "1941-06-22 1941-06-22 day",
    "1941-06-22?": "1941-06-22 1941-06-22 day",
    "2004-06~-11": "2004-06-11 2004-06-11 day",
    "2004-01-01T10:10:10Z": "2004-01-01 2004-01-01 day",
    "1900-02": "1900-02-01 1900-02-28 month",
    "2000-02": "2000-02-01 2000-02-29 month",
    "193X": "1930-01-01 1939-12-31 decade",
    "18XX": "1800-01-01 1899-12-31 century",
    "-04XX": "-0499-01-01 -0400-12-31 century",
    "-193X": "-1939-01-01 -1930-12-31 decade",
    "-0043-03-15": "-0043-03-15 -0043-03-15 day",
    "1XXX": "1000-01-01 1999-12-31 set",
    "1942-21": "1942-03-01 1942-05-31 sub-year",
    "1942-24": "1942-12-01 1943-02-28 sub-year",
    "1942-29": "1942-09-01 1942-11-30 sub-year",
    "2008-36": "2008-10-01 2008-12-31 sub-year",
    "2009-41": "2009-07-01 2009-12-31 sub-year",
    "2010-06-28/2010-07-04": "2010-06-28 2010-07-04 interval",
    "1914/1918~": "1914-01-01 1918-12-31 interval",
    "1999/..": "1999-01-01 open interval",
    "/1999": "open 1999-12-31 interval",
    "[2010-05-06,2010-06-05]": "2010-05-06 2010-06-05 set",
    "{1667,1670..1672}": "1667-01-01 1672-12-31 set",
    "[..1760-12]": "open 1760-12-31 set",
    "1985-XX": "1985-01-01 1985-12-31 year",
    "1985-1X": "1985-10-01 1985-12-31 set",
    "1985-04-XX": "1985-04-01 1985-04-30 month",
    "1985-X2-30": "1985-02-28 1985-12-30 set",
    "1985-04-2X": "1985-04-20 1985-04-29 set",
    "156X-12-25": "1560-12-25 1569-12-25 set",
    "Y17E7": "170000000-01-01 170000000-12-31 year",
    "1950S2": "1900-01-01 1999-12-31 set",
}
NONE = ("", "x", "/", "../..", "[", "[]", "{}", "[1941,x]", "2011-13", "2011-02-29", "2011-00", "1999/1998", "1941/x")
NONE += ("Y1E99", "Y99999999999999999999", "1942-21-03", "19411", "१९४१", "1941-06-2२")


def told(edtf: str) -> str:
    """Write the days that a value may mean, and its precision."""
    found = stretch(edtf)
    if found is None:
        return "none"
    days = (
        "open" if day is None else f"{'-' if day[0] < 0 else ''}{abs(day[0]):04d}-{day[1]:02d}-{day[2]:02d}"
        for day in (found.first, found.last)
    )
    return " ".join([*days, found.precision])


@pytest.mark.parametrize("edtf", DAYS)
def test_a_date_means_these_days(edtf: str) -> None:
    assert told(edtf) == DAYS[edtf]


@pytest.mark.parametrize("edtf", NONE)
def test_what_tells_no_day_is_on_no_timeline(edtf: str) -> None:
    assert told(edtf) == "none"


@given(st.text("0123456789X-/.,[]{}?~%YES T", max_size=24))
def test_no_value_makes_it_fail(edtf: str) -> None:
    found = stretch(edtf)
    if found and found.first and found.last:
        assert found.first <= found.last


@given(st.dates(datetime.date(1, 1, 1)), st.sampled_from(["year", "month", "day"]))
def test_dates_mean_what_the_library_says(day: datetime.date, precision: str) -> None:
    value = day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
    theirs = parse_edtf(value)
    found = stretch(value)
    assert found is not None
    assert (found.first, found.last) == (tuple(theirs.lower_strict())[:3], tuple(theirs.upper_strict())[:3])


@given(st.integers(-9999, 9998), st.sampled_from(sorted(MONTHS_OF)))
def test_parts_of_a_year_are_whole_months(year: int, code: int) -> None:
    found = stretch(f"{'-' if year < 0 else ''}{abs(year):04d}-{code}")
    assert found is not None
    assert found.first is not None
    assert found.last is not None
    assert found.first[2] == 1
    assert found.last[2] == days_of_month(*found.last[:2])
    months = (found.last[0] - found.first[0]) * 12 + found.last[1] - found.first[1] + 1
    assert months == MONTHS_OF[code][1]


SAID = {
    "1941": "1941",
    "0079": "AD 79",
    "-0043-03-15": "15 March 44 BC",
    "1941-06-22": "22 June 1941",
    "193X": "1930s",
    "-193X": "1940 BC to 1931 BC",
    "18XX": "19th century",
    "-04XX": "5th century BC",
    "00XX": "1st century",
    "1942-24": "Winter 1942",
    "2008-35": "Third quarter of 2008",
    "2010-06-19/2010-06-20": "19 to 20 June 2010",
    "2010-06-28/2010-07-04": "28 June 2010 to 4 July 2010",
    "1942-03/1942-05": "March to May 1942",
    "2010-06-19/2010-06-19": "19 June 2010",
    "1914/1918": "1914 to 1918",
    "1999/..": "From 1999 on",
    "/1999": "Until 1999",
    "[2010-05-06,2010-06-05]": "6 May 2010 or 5 June 2010",
    "{1667,1668}": "1667 and 1668",
    "[1,2,3,4,5]": "[1,2,3,4,5]",
    "1985-XX": "1985-XX",
    "Y17E7": "Y17E7",
}


@pytest.mark.parametrize("value", SAID)
def test_a_date_in_words_is_as_precise_as_it_is(value: str) -> None:
    assert say(value) == SAID[value]


def dated(edtf: str, *, own: bool = False, document: str = "a") -> Dated:
    when = stretch(edtf)
    assert when is not None
    return Dated(document, "p1", Span(0, 1), Span(0, 1), edtf, when.first, when.last, when.precision, own, "full")


def in_order(*values: str) -> list[Dated]:
    found = [dated(value) for value in values]
    return sorted(found, key=lambda each: (each.begins, tuple(-part for part in each.ends)))


def test_dates_stand_under_years_months_and_days_each_where_it_begins() -> None:
    dates = in_order(
        "1941-06-22",
        "1941",
        "194X",
        "1941-06",
        "1941-22",
        "1941-06-28/1941-07-02",
        "1941-07-03",
        "1943-05",
        "1914/1918",
    )
    assert [(group.level, group.heading, len(group.dates)) for group in groups(dates)] == [
        (2, "1914 to 1918", 1),
        (2, "1940s", 1),
        (2, "1941", 1),
        (3, "Summer 1941", 1),
        (3, "June 1941", 1),
        (4, "22 June 1941", 1),
        (4, "28 June 1941 to 2 July 1941", 1),
        (3, "July 1941", 0),
        (4, "3 July 1941", 1),
        (2, "1943", 0),
        (3, "May 1943", 1),
    ]


VALUES = st.sampled_from([*DAYS, "1941-06-22~", "1999", "1999-12-31", "../1999-12-30", "1999-12"])


@given(st.lists(VALUES, max_size=30))
def test_every_date_has_one_heading_and_every_heading_an_id_of_its_own(values: list[str]) -> None:
    found = groups(in_order(*values))
    assert sorted(each.edtf for group in found for each in group.dates) == sorted(values)
    assert len({group.id for group in found}) == len(found)
    assert all(after.level <= before.level + 1 for before, after in pairwise(found))


@given(st.lists(VALUES, max_size=60), st.integers(1, 10))
def test_pages_hold_every_date_once_and_each_is_where_its_links_lead(values: list[str], on_a_page: int) -> None:
    dates = in_order(*values)
    root = chapters(dates, on_a_page)
    pages = list(root.walk())
    assert sorted(each.edtf for page in pages for each in page.dates) == sorted(values)
    assert len({page.uri for page in pages}) == len(pages)
    for each in dates:
        assert any(each is other for other in root.home(each).dates)
    for page in pages:
        assert page.total == sum(len(part.dates) for part in page.walk())


def test_the_year_before_ad_1_stands_in_the_part_that_ends_with_it() -> None:
    dates = in_order("-0001", "0000", "0000-05", "0001", "0001-05", "0099")
    assert [(page.title, page.total) for page in chapters(dates, 2).walk()] == [
        ("Timeline", 6),
        ("1st century BC (100 BC to 1 BC)", 3),
        ("10 BC to 1 BC", 3),
        ("2 BC", 1),
        ("1 BC", 2),
        ("1st century (AD 1 to AD 99)", 3),
        ("AD 1 to AD 9", 2),
        ("AD 90 to AD 99", 1),
    ]


def test_many_dates_are_parted_by_century_decade_and_year_only_where_they_are_many() -> None:
    dates = in_order("17XX", "1789-04-30", *["1941-06-22"] * 3, "1942", "1950", "19XX")
    assert [(page.name, page.title, len(page.dates)) for page in chapters(dates, 3).walk()] == [
        ("", "Timeline", 0),
        ("17xx", "18th century (1700 to 1799)", 2),
        ("19xx", "20th century (1900 to 1999)", 1),
        ("194x", "1940s", 0),
        ("1941", "1941", 3),
        ("1942", "1942", 1),
        ("195x", "1950s", 1),
    ]


@given(st.lists(VALUES, min_size=1, max_size=40), st.booleans())
def test_pictures_are_well_formed_and_lie_within_their_width(values: list[str], linked: bool) -> None:
    drawn = picture(in_order(*values), (lambda each: f"#{len(each.edtf)}") if linked else None, "A <picture>")
    assert 'style="' not in drawn.svg
    places = [float(place) for place in re.findall(r' x[12]?="([0-9.]+)%"', drawn.svg)]
    assert places
    assert all(0 <= place <= 100 for place in places)
    (root,) = parse(drawn.svg).css("svg")
    assert root.attributes["role"] == ("group" if linked else "img")


def test_a_picture_tells_each_bar_and_line_in_words() -> None:
    dates = [*in_order("1941-06-22", "1941-06-22", "1941-06-23", "1941-06"), dated("1941-06-24", own=True)]
    svg = picture(dates, lambda each: f"#t-{each.edtf}", "Dates").svg
    links = {link.attributes["href"]: link.attributes["aria-label"] for link in parse(svg).css("a")}
    assert links == {
        "#t-1941-06-22": "22 Jun 1941: 2 mentioned",
        "#t-1941-06-23": "23 Jun 1941: 1 mentioned",
        "#t-1941-06-24": "24 Jun 1941: own date of 1 document",
        "#t-1941-06": "June 1941 (1): 1 date",
    }


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (["2025-11-01", "2025-11-04", "2025-11-24"], ["1 Nov 2025", "11 Nov", "21 Nov"]),
        (["2024-12-20", "2025-01-12"], ["21 Dec 2024", "1 Jan 2025", "11 Jan"]),
        (["-0043-03-01", "-0043-03-24"], ["1 Mar 44 BC", "11 Mar", "21 Mar"]),
        (["1941", "1960"], ["1945", "1950", "1955", "1960"]),
    ],
)
def test_a_picture_says_a_year_once(values: list[str], labels: list[str]) -> None:
    drawn = picture(in_order(*values), None, "x").svg
    assert re.findall(r'text-anchor="\w+">([^<]+)<', drawn)[: len(labels)] == labels


def test_bars_are_as_wide_as_most_of_the_dates_are_long() -> None:
    dates = in_order(*(f"{year}" for year in range(1940, 1950)), "1941-06-22", "1945-05")
    assert picture(dates, None, "Dates").notes == (
        "Bars count the dates of each year: upward those that the texts mention.",
    )


def test_a_few_dates_far_away_are_left_out_of_the_picture_and_told() -> None:
    dates = in_order("-0043", *(f"2010-06-{1 + number % 30:02d}" for number in range(99)))
    notes = " ".join(picture(dates, None, "Dates").notes)
    assert "One date" not in notes
    assert "1 date far from the others is not drawn, only listed." in notes
    assert "Bars count the dates of each day" in notes


def test_a_year_to_come_does_not_make_a_point_of_a_month_s_dates() -> None:
    dates = in_order(*(f"2025-11-{day:02d}" for day in range(4, 22)), "2025-11", "2026", "2026", "2026")
    notes = " ".join(picture(dates, None, "Dates").notes)
    assert "3 dates far from the others are not drawn, only listed." in notes
    assert "Bars count the dates of each day" in notes


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ((2025, 11, 4), (2025, 11, 21), ["11 Nov 2025", "21 Nov 2025"]),
        ((2025, 10, 25), (2025, 12, 20), ["1 Nov 2025", "1 Dec 2025"]),
        ((2025, 11, 4), (2026, 12, 31), ["1 Jan 2026", "1 Jul 2026", "1 Jan 2027"]),
        ((2001, 3, 5), (2009, 3, 5), ["Jan 2002", "Jan 2004", "Jan 2006", "Jan 2008"]),
        ((1905, 3, 5), (1944, 3, 5), ["1910", "1920", "1930", "1940"]),
    ],
)
def test_labels_stand_where_parts_of_the_calendar_begin(first: Day, last: Day, labels: list[str]) -> None:
    assert [label for _, label in next(scales(first, last)).labels()] == labels


@given(st.dates(), st.dates())
def test_a_scale_holds_both_ends_in_few_steps(one: datetime.date, other: datetime.date) -> None:
    first, last = sorted([(day.year, day.month, day.day) for day in (one, other)])
    time, *coarser = scales(first, last)
    assert all(7 <= other.last - other.first + 1 <= time.last - time.first + 1 for other in coarser)
    assert time.first <= time.step(first) <= time.step(last) <= time.last
    assert 7 <= time.last - time.first + 1 <= 90
    if time.unit == "day":
        days = (max(one, other) - min(one, other)).days
        assert time.place(last) - time.place(first) == pytest.approx(days / time.count)
    assert 1 <= len(list(time.labels())) <= 5


def test_a_week_holds_seven_days_and_no_more_wherever_it_begins() -> None:
    week = Scale("day", 7, 0, 9)
    days = [datetime.date(1256, 1, 1) + datetime.timedelta(number) for number in range(400)]
    for length, held in ((6, True), (7, False)):
        for begin in days:
            assert week.holds(dated(f"{begin}/{begin + datetime.timedelta(length)}")) is held


@given(st.dates())
def test_the_step_of_a_day_is_called_by_its_date(day: datetime.date) -> None:
    when = (day.year, day.month, day.day)
    time = next(scales(when, when))
    year = day.year if day.year >= 1000 else f"AD {day.year}"
    assert time.label(time.step(when)) == f"{day.day} {day:%b} {year}"


def made(root: Path, cache: Path) -> Built:
    config = Config(root, root / "docs")
    with ThreadPoolExecutor(1) as executor:
        work = Work(executor, Cache(cache))
        return make_pages(config, gather(config, work), work)


def page_of(built: Built, name: str) -> Page:
    return next(page.whole() for page in built.pages if page.page.uri == f"archive/{name}/index.md")


HOSTILE = (
    "On 22 June 1941 <b onclick=alert(1)>Ada Alba</b> [wrote](x) *this* & `that`. It was the 1930s again."
    " Yesterday it rained."
)


def test_the_page_shows_the_words_as_they_stand_and_what_they_mean(write_files: WriteFiles, tmp_path: Path) -> None:
    files = {
        "seeds/one.txt": HOSTILE,
        "seeds/one.yml": 'title: "=A <i>title</i>"\ndate: "1945-05~"\n',
        "glossary/people/ada-alba.md": "---\nname: Ada Alba\n---\n",
    }
    built = made(write_files(files), tmp_path / "cache")
    page = page_of(built, "timeline")
    tree = parse(page.body)
    assert [words(each) for each in tree.css("h2[id^=t-], h3, h4")] == [
        "1930s",
        "1941",
        "June 1941",
        "22 June 1941",
        "1945",
        "May 1945",
    ]
    (sentence, *_) = tree.css("li[data-document=one] q")[1:]
    assert words(sentence) == HOSTILE.split(" It was")[0]
    assert words(sentence.css_first("mark")) == "22 June 1941"
    own = words(tree.css_first("li.own"))
    assert "the document’s own date" in own
    assert "1945-05~ · approximate" in own
    assert "Not on the timeline: 1 found in the texts" in page.body
    assert page.pieces == page.shares != ()
    entity = page_of(built, "people/ada-alba")
    assert ("timeline", "Timeline") in entity.contents
    assert [words(each) for each in parse(entity.body).css("section.timeline .when")] == ["22 June 1941"]


def test_the_same_sentence_in_many_documents_stands_there_once(write_files: WriteFiles, tmp_path: Path) -> None:
    files = {f"seeds/copy-{number}.txt": "It began on 22 June 1941." for number in range(5)}
    tree = parse(page_of(made(write_files(files), tmp_path / "cache"), "timeline").body)
    (line,) = tree.css("li.moment")
    assert "and 4 other places with the same sentence" in words(line)


def test_of_a_date_in_hundreds_of_sentences_some_stand_there_and_the_rest_is_counted(
    write_files: WriteFiles, tmp_path: Path
) -> None:
    text = "\n\n".join(f"Story number {number} began on 22 June 1941." for number in range(100, 200))
    tree = parse(page_of(made(write_files({"seeds/a.txt": text}), tmp_path / "cache"), "timeline").body)
    assert len(tree.css("li.moment")) == 40
    assert words(tree.css_first("li.left")) == "and 60 more of 22 June 1941, in the data"


def test_an_archive_without_dates_has_no_timeline_and_no_way_to_one(write_files: WriteFiles, tmp_path: Path) -> None:
    built = made(write_files({"seeds/a.txt": "Nothing happened."}), tmp_path / "cache")
    assert not [uri for uri in built.keys if "timeline" in uri]
    assert "timeline" not in page_of(built, "documents").body


def test_the_files_beside_the_page_have_the_rows_of_the_export(write_files: WriteFiles, tmp_path: Path) -> None:
    built = made(write_files({"seeds/a.txt": HOSTILE, "seeds/a.yml": "date: 1945\n"}), tmp_path / "cache")
    exported = [json.loads(row) for row in rows(built.archive, "timeline")]
    assert [row["value"] for row in exported] == ["193X", "1941-06-22", "1945"]
    assert json.loads(built.sources["archive/timeline/timeline.json"]) == exported
    cells = list(csv.DictReader(io.StringIO(built.sources["archive/timeline/timeline.csv"].decode(), newline="")))
    assert [row["value"] for row in cells] == ["193X", "1941-06-22", "1945"]
    assert [row["own"] for row in cells] == ["false", "false", "true"]
    assert {tuple(row) for row in exported} == {tuple(COLUMNS)}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_words_that_a_spreadsheet_would_compute_are_kept_as_text(sign: str) -> None:
    text = f"{sign}1941+2"
    document = Document("a", "seeds/a.txt", text, "", "", 0, "UTF-8", "LF")
    when = stretch("-0043")
    assert when is not None
    span = Span(0, len(text))
    moment = Dated("a", "p1", span, span, "-0043", when.first, when.last, when.precision, False, "full")
    data = timeline_files(Archive((document,), timeline=(moment,)))["archive/timeline/timeline.csv"].decode()
    row: dict[str, Any] = next(csv.DictReader(io.StringIO(data, newline="")))
    assert (row["text"], row["value"]) == (f"'{text}", "-0043")


def test_pages_are_put_together_again_only_where_what_they_show_changed(
    write_files: WriteFiles, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        "seeds/a.txt": HOSTILE,
        "seeds/b.txt": "Nothing happened.",
        "seeds/b.yml": "title: One\n",
    }
    root, cache = write_files(files), tmp_path / "cache"
    uri = "archive/timeline/index.md"
    first = made(root, cache).keys[uri]
    (root / "seeds" / "b.yml").write_text("title: Other\n", encoding="utf-8")
    assert made(root, cache).keys[uri] == first
    (root / "seeds" / "a.yml").write_text("title: Other\n", encoding="utf-8")
    assert made(root, cache).keys[uri] != first


def test_words_of_several_documents_are_shown_only_where_something_verifies_them(
    write_files: WriteFiles, tmp_path: Path
) -> None:
    archive = made(write_files({"seeds/a.txt": HOSTILE}), tmp_path / "cache").archive
    (page,) = render_timeline(make_site(Config(tmp_path, tmp_path / "docs"), archive, lambda _: None, {}))
    with pytest.raises(ValueError, match="nothing was given that verifies them"):
        page.whole()
