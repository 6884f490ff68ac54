"""A translation is compared with its source by what both say, not by how they say it."""

import pytest

from lessonkit.checking.renderings import LENGTHS, _capitals, _check_numbers, _Pair
from lessonkit.content.library import Library
from lessonkit.findings import Place
from lessonkit.translation.pairing import PAIRED_STATE, state_of

EQUAL = {
    "Từ 1.500 bạn": "Some 1,500 people",
    "Có 2,5 giờ": "There are 2.5 hours",
    "Em 3 tuổi": "A child of three",
    "Lúc 17 giờ": "At 5 p.m.",
    "Tháng 9": "In September",
    "Có hiệu lực từ 1/6/2017": "In force since 1 June 2017",
    "Thứ 7 này": "This Saturday",
    "Gọi 111 [^moet-2025-08]": "Call 111",
    "1. Dừng\n2. Kể": "- Stop\n- Tell",
    "Hai bạn": "2 friends",
}
DIFFERENT = {"Em 13 tuổi": "A child of 14", "Lớp 10A": "Class 11A", "Có 45 phút": "There is time"}


def rules(source: str, told: str) -> list[str]:
    pair = _Pair(source, told, Place("en.md"))
    return [finding.rule for finding in _check_numbers(pair, "en", frozenset({"111", "113"}))]


@pytest.mark.parametrize("source", EQUAL)
def test_a_number_may_be_said_in_words_as_a_month_or_by_another_clock(source: str):
    assert [] == rules(source, EQUAL[source])


@pytest.mark.parametrize("source", DIFFERENT)
def test_another_number_is_told(source: str):
    assert ["numbers-differ"] == rules(source, DIFFERENT[source])


def test_another_number_to_call_is_graver():
    assert ["help-number-differs"] == rules("Gọi 111", "Call 113")


def test_a_name_is_a_capital_letter_inside_a_sentence():
    assert {"Minh", "H'Lan", "K."} == _capitals("Bạn Minh và H'Lan nhắn K. ngay. Rồi cô đến. Ai cũng vui.")


def test_lengths_of_the_kits_own_sections_are_inside_what_is_usual(library: Library):
    for texts in library.texts:
        for section in texts.source.sections if "en" in texts.documents else ():
            told = texts.documents["en"].section(section.id)
            if told and state_of(texts, section.id, "en") == PAIRED_STATE:
                ranges = [wide for wide in LENGTHS if len(section.source) >= wide[0]]
                for _, shortest, longest in ranges[:1]:
                    assert shortest <= len(told.source) / len(section.source) <= longest, told.place
