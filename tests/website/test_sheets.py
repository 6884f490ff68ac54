"""What is printed is cut where a reader would cut it, and nothing is lost between two sheets."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from lessonkit.website.ruler import estimate, top_elements
from lessonkit.website.sheets import ROOM, WIDTH, Sheets

PARAGRAPH = "<p>Dừng lại, đến chỗ có người, kể ngay với một người em tin.</p>"
TALL = Markup("<p>" + "kể " * 1200 + "</p>")


def text_of(sheets: Sheets) -> list[str]:
    """Return what stands on each sheet, without tags and spaces."""
    return ["".join(plain(run.html) for run in sheet) for sheet in sheets.dealt]


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>|\s+", "", html)


@given(st.lists(st.integers(1, 900), max_size=30))
def test_every_word_stands_once_and_in_its_order(lengths: list[int]):
    sheets = Sheets(11)
    said = [f"<p>{number}{'a' * length}</p>" for number, length in enumerate(lengths)]
    for html in said:
        sheets.begin("step")
        sheets.add_prose(Markup(html))

    assert plain("".join(said)) == "".join(text_of(sheets))


def test_a_heading_goes_to_the_next_sheet_with_what_follows():
    sheets = Sheets(11)
    sheets.begin()
    sheets.add(Markup(PARAGRAPH), room=ROOM - 30)
    sheets.add(Markup("<h2>Luyện tập</h2>"), head=True)
    sheets.add(TALL)

    assert ["Luyệntập" in text for text in text_of(sheets)] == [False, True]


def test_a_line_that_ends_with_a_colon_stays_with_its_list():
    sheets = Sheets(11)
    sheets.begin()
    sheets.add(Markup(PARAGRAPH), room=ROOM - 30)
    sheets.add_prose(Markup("<p>Em làm ba việc:</p><ol>" + "<li>Kể ngay với một người em tin.</li>" * 9 + "</ol>"))

    assert ["Emlàmbaviệc" in text for text in text_of(sheets)] == [False, True]


def test_a_card_that_fits_on_one_sheet_is_not_cut():
    sheets = Sheets(11)
    sheets.begin()
    sheets.add(Markup(PARAGRAPH), room=ROOM * 0.6)
    sheets.begin("card", whole=True)
    sheets.add_prose(Markup(PARAGRAPH * 18))

    assert [1, 18] == [text.count("Dừnglại") for text in text_of(sheets)]


def test_what_is_copied_to_the_board_is_not_cut():
    sheets = Sheets(10)
    sheets.begin("explore")
    sheets.add(Markup(PARAGRAPH), room=ROOM - 30)
    sheets.add_prose(Markup(PARAGRAPH * 6), "block block-board", whole=True)

    assert [1, 6] == [text.count("Dừnglại") for text in text_of(sheets)]


def test_what_is_higher_than_half_a_sheet_may_be_cut():
    sheets = Sheets(10)
    sheets.begin("explore")
    sheets.add(Markup(PARAGRAPH), room=ROOM - 30)
    sheets.add_prose(Markup(PARAGRAPH * 40), "block block-board", whole=True)

    assert text_of(sheets)[0].count("Dừnglại") > 1


def test_a_part_that_goes_on_says_where_it_began():
    sheets = Sheets(11)
    sheets.begin("explore")
    sheets.add_prose(Markup(PARAGRAPH * 60))
    runs = [run for sheet in sheets.dealt for run in sheet]

    assert len(runs) > 1
    assert [True, *[False] * (len(runs) - 1)] == [run.first for run in runs]
    assert {"explore"} == {run.part.id for run in runs}


def test_nothing_that_only_a_screen_shows_makes_a_sheet():
    sheets = Sheets(11)
    sheets.begin()
    sheets.add(Markup(PARAGRAPH), room=ROOM - 12)
    sheets.add_unprinted(Markup("<p>Bước tiếp</p>"))

    assert 1 == len(sheets.dealt)


def test_top_elements_are_whole_however_deep_they_are():
    html = "<p>Một<br>hai</p><ul><li><p>ba</p></li></ul><p><img src='a.svg' alt=''></p>"

    assert ["<p>Một<br>hai</p>", "<ul><li><p>ba</p></li></ul>", "<p><img src='a.svg' alt=''></p>"] == top_elements(html)


def test_more_words_larger_type_and_a_narrower_sheet_stand_higher():
    once = estimate(PARAGRAPH, 11, WIDTH)

    assert once < estimate(PARAGRAPH * 2, 11, WIDTH)
    assert once < estimate(PARAGRAPH, 14, WIDTH)
    assert once < estimate(PARAGRAPH, 11, WIDTH / 4)
