"""The library: everything that authors wrote, joined by ids, in order, with dates that come from the content."""

from pathlib import Path

import pytest

from lessonkit.content.lesson import minutes_of
from lessonkit.content.library import WHOLE_KIT, Choice, Library
from lessonkit.content.reading import read_library
from lessonkit.content.text import read_date
from lessonkit.findings import Failure
from lessonkit.project import LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
from tests.checking.samples import make_sound_kit

LESSON = "lessons/15-17/secret-call"
PLACE = "truong-hoa-sen"


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


def review(kit: Project, value: str) -> None:
    """Write what the line `review` of the sound lesson says."""
    text = (kit.root / LESSON / "vi.md").read_text(encoding="utf-8")
    write(kit, f"{LESSON}/vi.md", text.replace("review: needed\n", value))


def test_a_schools_own_channels_are_read_beside_the_kits(kit: Project):
    library = read_library(kit)

    assert {PLACE: ["counsellor", "commune-police"]} == {
        place: [channel.id for channel in channels] for place, channels in library.places.items()
    }
    assert ["child-line", "bank", "counsellor", "commune-police"] == [channel.id for channel in library.every_channel]
    assert ["child-line", "bank"] == [channel.id for channel in library.channels]


def test_a_channel_of_a_school_knows_its_file_and_line(kit: Project):
    counsellor = read_library(kit).places[PLACE][0]

    assert ("0000 000 000", "Counselling team, room 12 (a pretend number)") == (counsellor.number, counsellor.names["en"])
    assert (f"help/local/{PLACE}.yml", 2) == (counsellor.number.place.path, counsellor.number.place.line)


def test_places_stand_in_the_order_of_their_names_and_only_files_of_numbers_are_places(kit: Project):
    for name in ("b.yml", "a.yml", "c.yaml", "notes.txt", "d/e.yml"):
        write(kit, f"help/local/{name}", "[]")

    assert ["a", "b", PLACE] == list(read_library(kit).places)


def test_a_file_of_a_school_that_cannot_be_read_is_told_and_its_place_is_there(kit: Project):
    (kit.places / "a.yml").write_bytes(b"\xff")
    library = read_library(kit)

    assert [("help/local/a.yml:1", "not-utf-8")] == told(library)
    assert () == library.places["a"]


def test_a_kit_is_for_no_place_until_one_is_chosen(kit: Project):
    library = read_library(kit)

    assert ("", ()) == (library.choice.place, library.local)
    assert library == library.chosen(WHOLE_KIT)


def test_the_channels_of_the_chosen_place_are_those_of_the_kit(kit: Project):
    write(kit, "help/local/another.yml", '- id: counsellor\n  number: "0000 000 009"\n')
    library = read_library(kit)
    chosen = library.chosen(Choice("another"))

    assert ("another", ["0000 000 009"]) == (chosen.choice.place, [channel.number for channel in chosen.local])
    assert library.lessons == chosen.lessons


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_that_nobody_wrote_is_told_in_one_line_with_those_that_are_there(language: str, kit: Project):
    with pytest.raises(Failure, match="place-unknown") as told:
        read_library(kit).chosen(Choice("truong-hoa-mai"))
    sentence = read_words(kit, language)(f"failure.{told.value.name}", **told.value.facts)

    assert 1 == len(sentence.splitlines())
    assert "help/local/truong-hoa-mai.yml" in sentence
    assert PLACE in sentence
    assert "{" not in sentence


def test_where_nobody_wrote_a_place_none_is_told(kit: Project):
    (kit.places / f"{PLACE}.yml").unlink()
    with pytest.raises(Failure) as told:
        read_library(kit).chosen(Choice(PLACE))

    assert {"place": PLACE, "known": "–"} == told.value.facts


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("review: needed\n", False),
        ("review: Nguyễn Thị A, chuyên viên bảo vệ trẻ em, 2026-03-01\n", True),
        ("", True),
    ],
    ids=["awaits an expert", "has been read", "needs nobody"],
)
def test_only_a_lesson_that_awaits_its_review_can_be_left_out(value: str, kept: bool, kit: Project):
    review(kit, value)
    library = read_library(kit)
    reviewed = library.chosen(Choice(reviewed_only=True))

    assert (1, kept) == (len(library.chosen(WHOLE_KIT).lessons), bool(reviewed.lessons))
    assert library.urgent == reviewed.urgent


def test_a_place_and_reviewed_lessons_can_be_chosen_together(kit: Project):
    chosen = read_library(kit).chosen(Choice(PLACE, reviewed_only=True))

    assert (PLACE, 2, ()) == (chosen.choice.place, len(chosen.local), chosen.lessons)


def test_the_ids_of_thousands_of_lessons_are_read(kit: Project):
    with kit.ids.open("a", encoding="utf-8") as ids:
        ids.writelines(f"{number:06} lesson of a large kit\n" for number in range(40_000))

    library = read_library(kit)

    assert kit.ids.stat().st_size > 1 << 20
    assert "039999 lesson of a large kit" in library.ids
    assert () == library.findings


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
    assert (None, (), {}) == (library.door, library.urgent, library.places)
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
