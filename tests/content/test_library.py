"""The library: everything that authors wrote, joined by ids, in order, with dates that come from the content."""

from pathlib import Path

import pytest

from lessonkit.content.lesson import minutes_of
from lessonkit.content.library import Library, read_library
from lessonkit.content.text import read_date
from lessonkit.project import Project
from tests.checking.samples import make_sound_kit

LESSON = "lessons/15-17/secret-call"


@pytest.fixture
def kit(tmp_path: Path) -> Project:
    return make_sound_kit(tmp_path / "kit")


def write(kit: Project, path: str, text: str) -> None:
    (kit.root / path).parent.mkdir(parents=True, exist_ok=True)
    (kit.root / path).write_text(text, encoding="utf-8")


def told(library: Library) -> list[tuple[str, str]]:
    return [(str(finding.place), finding.rule) for finding in library.findings]


def test_a_lesson_owns_the_quiz_of_the_same_id(kit: Project):
    lesson = read_library(kit).lessons[0]

    assert ("15-17/secret-call", "15-17/secret-call") == (lesson.id, lesson.quiz.texts.id)
    assert ["secret", "police", "friend"] == [question.id for question in lesson.quiz.flagged("exit")]


def test_lessons_stand_in_the_order_of_their_numbers(kit: Project):
    for number in ("9", "100", "21"):
        write(kit, f"lessons/06-08/lesson-{number}/vi.md", f"---\nnumber: {number}\n---\n")

    assert ["9", "16", "21", "100"] == [lesson.number for lesson in read_library(kit).lessons]


@pytest.mark.parametrize("number", ["", "²", "1²", "9" * 5_000, "mười", "-1"])
def test_a_lesson_with_a_number_that_is_none_is_read_all_the_same(number: str, kit: Project):
    write(kit, "lessons/06-08/another/vi.md", f'---\nnumber: "{number}"\n---\n')

    assert {number, "16"} == {lesson.number for lesson in read_library(kit).lessons}


def test_a_quiz_without_its_lesson_is_a_stray(kit: Project):
    write(kit, "quizzes/15-17/another/vi.md", "---\ntitle: Câu hỏi\n---\n")

    assert ["15-17/another"] == [texts.id for texts in read_library(kit).stray_quizzes]


@pytest.mark.parametrize("path", ["lessons/vi.md", "lessons/15-17/vi.md", "lessons/10-17/another/vi.md"])
def test_a_lesson_outside_the_bands_is_told_and_left_out(path: str, kit: Project):
    write(kit, path, "---\ntitle: Bài khác\n---\n")
    library = read_library(kit)

    assert [(f"{path}:1", "band-unknown")] == told(library)
    assert ["15-17/secret-call"] == [lesson.id for lesson in library.lessons]


@pytest.mark.parametrize(
    ("changelog", "release"),
    [
        ("## [0.2.0] - 2026-05-01\n## [0.1.0] - 2026-03-02\n", ("0.2.0", "2026-05-01")),
        ("## [Unreleased]\n\n## [0.2.0] - 2026-05-01  \n", ("0.2.0", "2026-05-01")),
        ("## [0.2.0] - 2026-02-01\n", ("0.2.0", "2026-03-01")),
    ],
    ids=["the newest release stands first", "what is not released does not count", "a check of a channel may be newer"],
)
def test_the_date_of_the_kit_is_that_of_its_newest_dated_change(changelog: str, release: tuple[str, str], kit: Project):
    kit.changelog.write_text(changelog, encoding="utf-8")
    library = read_library(kit)

    assert release == (library.version, library.date)


def test_a_date_that_cannot_be_read_is_not_the_date_of_the_kit(kit: Project):
    text = kit.channels.read_text(encoding="utf-8")
    kit.channels.write_text(text.replace("checked_on: 2026-03-01", "checked_on: soon"), encoding="utf-8")

    assert "2026-03-02" == read_library(kit).date


def test_hidden_files_of_editors_are_passed_over(kit: Project):
    write(kit, f"{LESSON}/.vi.md.swp", "x")

    assert [] == [path for path in read_library(kit).files if path.name.startswith(".")]


def test_without_any_content_a_library_is_empty_and_only_the_release_is_told(tmp_path: Path):
    library = read_library(Project(tmp_path))

    assert ((), (), {}, None, ()) == (library.lessons, library.channels, library.kits, library.glossary, library.ids)
    assert [("CHANGELOG.md:1", "no-release")] == told(library)


@pytest.mark.parametrize(
    ("start", "rules", "answer"),
    [
        (f"{LESSON}/en.md", (), True),
        (LESSON, (), True),
        ("lessons", ("not-utf-8",), True),
        ("lessons", ("symlink", "not-utf-8"), True),
        ("lessons", ("symlink",), False),
        (f"{LESSON}/vi.md", (), False),
        ("lessons/15-17/secret", (), False),
    ],
)
def test_a_library_knows_what_reading_has_told(start: str, rules: tuple[str, ...], answer: bool, kit: Project):
    (kit.root / LESSON / "en.md").write_bytes(b"\xff")

    assert answer == read_library(kit).told(start, *rules)


@pytest.mark.parametrize(("written", "minutes"), [("6", 6), ("045", 45), ("", 0), ("six", 0), ("²", 0), ("6.5", 0)])
def test_minutes_that_are_no_number_count_as_none(written: str, minutes: int, kit: Project):
    text = (kit.root / LESSON / "vi.md").read_text(encoding="utf-8")
    write(kit, f"{LESSON}/vi.md", text.replace("#apply minutes=6", f'#apply minutes="{written}"'))

    assert minutes == minutes_of(read_library(kit).lessons[0].source.section("apply"))


@pytest.mark.parametrize(
    "written", ["", "soon", "2026-02-30", "20260301", "2026-W10-1", "2026-3-1", "01/03/2026", "２０２６-03-01"]
)
def test_a_date_is_written_as_year_month_day(written: str):
    assert None is read_date(written)
    assert "2026-03-01" == read_date("2026-03-01").isoformat()
