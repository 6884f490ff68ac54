"""Scaffolds: a new lesson is sound from its first minute, in every band, and nothing is overwritten."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from lessonkit.content.reading import read_library
from lessonkit.findings import Failure
from lessonkit.project import BANDS, LANGUAGES, Band, Project
from lessonkit.scaffold import make_lesson
from lessonkit.translation.catalogs import Words, read_words
from lessonkit.translation.pairing import record_ids, record_pairing
from tests.checking.samples import check, make_sound_kit, told


@pytest.fixture
def kit(tmp_path: Path) -> Project:
    return make_sound_kit(tmp_path / "kit")


@pytest.fixture
def words(kit: Project) -> Mapping[str, Words]:
    return {language: read_words(kit, language) for language in LANGUAGES}


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.id)
def test_a_new_lesson_of_every_band_needs_only_to_be_recorded(band: Band, kit: Project, words: Mapping[str, Words]):
    make_lesson(kit, f"{band.id}/a-new-one", 7, words)
    advice = {finding.severity for finding in check(kit)}
    for texts in read_library(kit).texts:
        record_pairing(texts)
    record_ids(read_library(kit))

    assert ({"advice"}, set()) == (advice, told(check(kit)))


def test_a_new_lesson_has_its_band_number_minutes_and_three_exit_questions(kit: Project, words: Mapping[str, Words]):
    make_lesson(kit, "06-08/a-new-one", 7, words)
    lesson = next(lesson for lesson in read_library(kit).lessons if lesson.id == "06-08/a-new-one")

    assert ("06-08", "7", 35) == (lesson.band.id, lesson.number, lesson.minutes)
    assert 3 == len(lesson.quiz.flagged("exit"))


@pytest.mark.parametrize(("number", "review"), [(7, ""), (16, "needed"), (22, "needed")])
def test_a_new_lesson_that_needs_an_expert_awaits_one(number: int, review: str, kit: Project, words: Mapping[str, Words]):
    make_lesson(kit, "12-14/a-new-one", number, words)
    lesson = next(lesson for lesson in read_library(kit).lessons if lesson.id == "12-14/a-new-one")

    assert review == lesson.source.text("review")
    assert "review-missing" not in {rule for _, _, rule in told(check(kit))}


def test_the_files_of_a_new_lesson_are_told(kit: Project, words: Mapping[str, Words]):
    made = make_lesson(kit, "12-14/a-new-one", 7, words)

    assert {f"{room}/12-14/a-new-one/{language}.md" for room in ("lessons", "quizzes") for language in LANGUAGES} == {
        kit.place(path).path for path in made
    }


def test_nothing_is_overwritten_nor_made_by_halves(kit: Project, words: Mapping[str, Words]):
    (kit.quizzes / "12-14" / "a-new-one").mkdir(parents=True)
    (kit.quizzes / "12-14" / "a-new-one" / "en.md").write_text("mine", encoding="utf-8")
    with pytest.raises(Failure, match="exists"):
        make_lesson(kit, "12-14/a-new-one", 7, words)

    assert "mine" == (kit.quizzes / "12-14" / "a-new-one" / "en.md").read_text(encoding="utf-8")
    assert not (kit.lessons / "12-14").exists()


@pytest.mark.parametrize(
    "name",
    ["", "a-new-one", "13-15/a", "12-14/", "12-14/A", "12-14/a b", "12-14/bài", "12-14/../a", "12-14/a/b", "/12-14/a"],
)
def test_a_name_that_does_not_work_on_every_stick_is_refused(name: str, kit: Project, words: Mapping[str, Words]):
    with pytest.raises(Failure, match="name"):
        make_lesson(kit, name, 7, words)
