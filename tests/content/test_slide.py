"""How full a slide is: what says more never stands larger, and one idea always has room."""

from hypothesis import given
from hypothesis import strategies as st

from lessonkit.content.slide import MOST_WORDS, SIZES, Face, size_of, size_of_vote, too_full

LINES = st.lists(st.text("- #!aêữ1.[]", max_size=80), max_size=8)
STEPS = ("# Kịch bản ba bước", "", "1. Dọa cho sợ", "2. Cô lập", "3. Tống tiền")


@given(LINES, st.text("aêữ ", max_size=200))
def test_a_slide_that_says_more_never_has_larger_type(lines: list[str], more: str):
    assert size_of(lines) <= size_of([*lines, "", more]) < len(SIZES)


def test_one_idea_has_the_largest_type_and_one_full_moment_of_a_vote_makes_it_smaller():
    assert 0 == size_of(STEPS) == size_of(["# Dừng lại", "", "Kể với một người."])
    asked = Face(("# Em làm gì?",), ("Ngắt máy", "Kể với mẹ"))
    assert 1 == size_of_vote([asked])
    assert len(SIZES) - 1 == size_of_vote([asked, Face(("Kể ngay nhé. " * 80,), asked.choices, revealed=True)])
    assert not too_full(STEPS)


def test_what_needs_more_room_or_more_words_than_one_idea_is_too_much():
    assert too_full([*STEPS, "", "kể " * MOST_WORDS])
    assert too_full(["# " + "chuyện " * 15, "", "![Bàn tay](stop.svg)", "", "nghiêng " * 40])
