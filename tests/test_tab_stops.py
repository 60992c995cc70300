"""The cells of a table's rows stand beneath one another."""

from __future__ import annotations

from pathlib import Path

from glossator.model import Block, Document, Span
from glossator.render.tab_stops import NARROWEST, WIDEST, tab_stops

STYLES = Path(__file__).parents[1] / "build_tools/glossator/theme/assets/glossator/styles/document.css"


def document(*blocks: tuple[str, str]) -> Document:
    text, made = "", []
    for number, (kind, words) in enumerate(blocks):
        made.append(Block(f"p{number}", kind, Span(len(text), len(text) + len(words))))  # type: ignore[arg-type]
        text += f"{words}\n\n"
    return Document("a", "seeds/a.txt", text, "0" * 64, "", 0, "utf-8", "LF", blocks=tuple(made))


def test_all_rows_of_a_table_have_room_for_its_longest_cell_and_other_tables_their_own() -> None:
    rows = document(
        ("row", "Ship\tTons"),
        ("row", "A ship with a long name\t12"),
        ("paragraph", "Between."),
        ("row", "a\tb\tvery long last cells need no room behind them"),
    )
    assert tab_stops(rows) == {"p0": 13, "p1": 13, "p3": NARROWEST}


def test_no_row_is_wider_than_the_style_sheet_knows() -> None:
    assert tab_stops(document(("row", f"{'x' * 500}\ty"))) == {"p0": WIDEST}
    assert tab_stops(document(("row", "alone"), ("paragraph", "x"))) == {"p0": NARROWEST}
    known = STYLES.read_text(encoding="utf-8")
    assert all(
        f'[data-tab="{width}"] .block {{ tab-size: {width}em; }}' in known for width in range(NARROWEST, WIDEST + 1)
    )
