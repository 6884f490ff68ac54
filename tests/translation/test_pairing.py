"""Pairing: a translation is stale when the words it translates have changed, and for no other reason."""

from pathlib import Path

import pytest

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.reading import read_library
from lessonkit.project import Project
from lessonkit.translation.pairing import (
    META,
    MISSING,
    PAIRED_STATE,
    STALE,
    pairs,
    record_ids,
    record_pairing,
    section_in,
    state_of,
)
from tests.checking.samples import make_sound_kit

VI, EN = "lessons/15-17/secret-call/vi.md", "lessons/15-17/secret-call/en.md"
QUIZ = "quizzes/15-17/secret-call/vi.md"
APPLY = "## Vận dụng: người em chọn {#apply minutes=6}"
CHOOSE = "Em chọn một người tin cậy và một người nữa, phòng khi người đầu chưa tin."
CLOSE = "## Close: three questions {#close}"


@pytest.fixture
def kit(tmp_path: Path) -> Project:
    return make_sound_kit(tmp_path / "kit")


def rewrite(kit: Project, path: str, old: str, new: str) -> None:
    text = (kit.root / path).read_text(encoding="utf-8")
    assert old in text
    (kit.root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def lesson(kit: Project) -> Bilingual:
    return read_library(kit).lessons[0].texts


def lagging(kit: Project) -> dict[str, str]:
    """Return the sections of the lesson that are not paired, and how they stand."""
    return {pair.section: pair.state for pair in pairs(lesson(kit)) if pair.state != PAIRED_STATE}


def recorded(kit: Project) -> str:
    return (kit.root / "lessons/15-17/secret-call/paired.yml").read_text(encoding="utf-8")


def test_what_has_just_been_recorded_is_paired(kit: Project):
    (kit.root / "lessons/15-17/secret-call/paired.yml").unlink()
    before = set(lagging(kit).values())
    record_pairing(lesson(kit))

    assert ({STALE}, {}) == (before, lagging(kit))


def test_changed_words_make_their_section_stale_and_no_other(kit: Project):
    rewrite(kit, VI, CHOOSE, "Em chọn ba người tin cậy.")

    assert {"apply": STALE} == lagging(kit)


def test_a_changed_heading_makes_its_section_stale(kit: Project):
    rewrite(kit, VI, "Vận dụng: người em chọn", "Vận dụng: ba người")

    assert {"apply": STALE} == lagging(kit)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (CHOOSE, CHOOSE + "  \t"),
        (CHOOSE + "\n", CHOOSE + "\n\n"),
        ("\n", "\r\n"),
        (APPLY, "##  Vận dụng: người em chọn  {#apply minutes=7 critical}"),
        ("number: 16", "number: 17"),
        ("threads: [help-seeking]", "threads: []"),
    ],
    ids=["blanks at a line end", "a blank line at the end", "line ends", "attributes", "number", "threads"],
)
def test_what_a_translator_does_not_translate_makes_nothing_stale(old: str, new: str, kit: Project):
    rewrite(kit, VI, old, new)

    assert {} == lagging(kit)


@pytest.mark.parametrize("old", ["Cuộc gọi dặn", "Em tập dừng lại", "mỗi em một bản", "Thầy cô báo trước", "Nói được câu"])
def test_the_words_of_the_front_matter_are_paired_too(old: str, kit: Project):
    rewrite(kit, VI, old, "Lời khác")

    assert {META: STALE} == lagging(kit)


def test_a_section_without_a_translation_is_missing(kit: Project):
    rewrite(kit, EN, CLOSE, CLOSE.replace("#close", "#end"))

    assert {"close": MISSING} == lagging(kit)
    assert MISSING == state_of(lesson(kit), "close", "en")


def test_a_document_without_a_translation_misses_everything(kit: Project):
    (kit.root / EN).unlink()

    assert {MISSING} == {pair.state for pair in pairs(lesson(kit))}


def test_the_source_is_always_paired_with_itself(kit: Project):
    (kit.root / EN).unlink()

    assert PAIRED_STATE == state_of(lesson(kit), "close", "vi")


def test_a_pair_stands_where_the_translation_is_or_else_the_source(kit: Project):
    rewrite(kit, EN, CLOSE, CLOSE.replace("#close", "#end"))
    with_translation = {pair.section: str(pair.place) for pair in pairs(lesson(kit))}
    (kit.root / EN).unlink()
    without = {pair.section: str(pair.place) for pair in pairs(lesson(kit))}

    assert (f"{EN}:1", f"{EN}:11", f"{EN}:1") == tuple(with_translation[id] for id in (META, "opening", "close"))
    assert (f"{VI}:1", f"{VI}:17", f"{VI}:60") == tuple(without[id] for id in (META, "opening", "close"))


def test_a_critical_section_is_a_critical_pair(kit: Project):
    assert ["explore"] == [pair.section for pair in pairs(lesson(kit)) if pair.critical]


def test_recording_one_section_keeps_the_others_as_they_were(kit: Project):
    rewrite(kit, VI, CHOOSE, "Em chọn ba người tin cậy.")
    rewrite(kit, VI, "Minh nên làm gì?", "Minh làm gì bây giờ?")

    assert ("apply",) == record_pairing(lesson(kit), ("apply",))
    assert {"opening": STALE} == lagging(kit)


def test_recording_one_section_says_nothing_of_those_that_were_never_recorded(kit: Project):
    (kit.root / "lessons/15-17/secret-call/paired.yml").unlink()
    record_pairing(lesson(kit), ("apply",))

    assert "apply" not in lagging(kit)
    assert {STALE} == set(lagging(kit).values())
    assert 7 - 1 == len(lagging(kit))


def test_recording_twice_changes_nothing(kit: Project):
    before = recorded(kit)

    assert () == record_pairing(lesson(kit))
    assert before == recorded(kit)


def test_a_section_that_has_lost_its_translation_is_no_longer_recorded(kit: Project):
    rewrite(kit, EN, CLOSE, CLOSE.replace("#close", "#end"))
    record_pairing(lesson(kit))

    assert "close" not in recorded(kit)


def test_a_section_is_shown_in_the_source_where_it_is_not_translated(kit: Project):
    rewrite(kit, EN, CLOSE, CLOSE.replace("#close", "#end"))
    texts = lesson(kit)

    assert ("Opening: a call on Saturday afternoon", "Củng cố: ba câu hỏi", None) == (
        section_in(texts, "opening", "en").title, section_in(texts, "close", "en").title, section_in(texts, "x", "en"),
    )  # fmt: skip


def test_the_list_of_ids_only_grows(kit: Project):
    before = kit.ids.read_text(encoding="utf-8")
    rewrite(kit, QUIZ, "{#friend ", "{#a-friend ")

    assert ("15-17/secret-call#a-friend",) == record_ids(read_library(kit))
    assert before + "15-17/secret-call#a-friend\n" == kit.ids.read_text(encoding="utf-8")


def test_nothing_is_written_when_all_ids_are_known(kit: Project):
    kit.ids.write_text(kit.ids.read_text(encoding="utf-8").rstrip(), encoding="utf-8")
    before = kit.ids.read_bytes()

    assert () == record_ids(read_library(kit))
    assert before == kit.ids.read_bytes()


def test_without_a_list_of_ids_one_is_made_in_the_order_of_the_lessons(kit: Project):
    before = kit.ids.read_text(encoding="utf-8")
    kit.ids.unlink()
    record_ids(read_library(kit))

    assert before == kit.ids.read_text(encoding="utf-8")
