"""Only what changed is built again, and the bytes are those of a build from nothing."""

import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lessonkit.checking.survey import survey_project, take_prints
from lessonkit.content.library import WHOLE_KIT, Choice
from lessonkit.findings import Failure
from lessonkit.project import EDITIONS, LANGUAGES, Project
from lessonkit.website.editions import build_kit, dist_of, standing_kit
from lessonkit.workers import Workers
from tests.conftest import build, copy_small_project
from tests.website.test_reproducible import digests

DAY = date(2026, 3, 2)
WORD = re.compile(r"\b[^\W\d_]{3,}\b")


def rebuild(project: Project, choice: Choice = WHOLE_KIT) -> None:
    """Build a kit in this process, whatever a check may find in it."""
    with Workers(1) as workers:
        survey = survey_project(project, take_prints(project, DAY), workers)
        build_kit(survey, choice, dist_of(project), workers)


def written(project: Project, before: dict[Path, int]) -> set[str]:
    """Return the files of a kit that are not the ones that stood there before."""
    return {path.relative_to(project.dist).as_posix() for path, time in times(project).items() if before.get(path) != time}


def times(project: Project) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in project.dist.rglob("*") if path.is_file()}


def edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    return copy_small_project(tmp_path / "kit")


# What an author, a translator or a designer may do between two builds


def change_a_word(project: Project, chance: random.Random) -> None:
    rooms = ("lessons", "quizzes", "scenarios", "kits", "glossary", "help")
    path = chance.choice(sorted(path for room in rooms for path in (project.root / room).rglob("*.md")))
    head, fence, body = path.read_text(encoding="utf-8").rpartition("\n---\n")
    words = [match for match in WORD.finditer(body) if "#" not in body[body.rfind("\n", 0, match.start()) : match.start()]]
    word = chance.choice(words)
    path.write_text(f"{head}{fence}{body[: word.start()]}mới{body[word.end() :]}", encoding="utf-8", newline="\n")


def change_a_title(project: Project, chance: random.Random) -> None:
    path = chance.choice(sorted(project.root.glob("*s/*/*/??.md")))
    edit(path, lambda text: text.replace('title: "', f'title: "{chance.choice("ABC")} ', 1))


def close_or_open_a_lesson(project: Project, chance: random.Random) -> None:
    for path in chance.choice(sorted(project.lessons.glob("*/*"))).glob("??.md"):
        edit(path, lambda text: re.sub("self-study: .*", f"self-study: {chance.choice(('yes', 'summary', 'no'))}", text))


def add_or_remove_a_lesson(project: Project, chance: random.Random) -> None:
    extra = sorted(project.lessons.glob("*/extra-*"))
    if extra and chance.random() < 0.5:
        shutil.rmtree(project.quizzes / extra[0].relative_to(project.lessons))
        shutil.rmtree(extra[0])
        return
    number = next(number for number in range(50, 90) if not list(project.lessons.glob(f"*/extra-{number}")))
    seed = chance.choice(sorted(path for path in project.lessons.glob("*/*") if not path.name.startswith("extra")))
    for room in (project.lessons, project.quizzes):
        copied = room / seed.parent.name / f"extra-{number}"
        shutil.copytree(room / seed.relative_to(project.lessons), copied)
        for path in copied.glob("??.md"):
            edit(path, lambda text: re.sub(r"(?m)^number: .*", f"number: {number}", text))


def change_a_drawing(project: Project, chance: random.Random) -> None:
    edit(chance.choice(sorted(project.lessons.rglob("*.svg"))), lambda text: text.replace('viewBox="0 0 6', 'viewBox="0 0 7'))


def let_a_translation_lag(project: Project, chance: random.Random) -> None:
    path = chance.choice(sorted(project.root.glob("*s/*/*/paired.yml")))
    edit(path, lambda text: re.sub(r"(?m)^(explore|front-matter): \w+", r"\1: 0123456789abcdef", text))


def take_a_translation_away(project: Project, chance: random.Random) -> None:
    for path in sorted(project.quizzes.glob("*/*/en.md"))[:1]:
        path.unlink()


def change_a_number(project: Project, chance: random.Random) -> None:
    edit(project.channels, lambda text: text.replace("checked_on: 2026", f"checked_on: 20{chance.randint(20, 26)}", 1))


def change_the_interface(project: Project, chance: random.Random) -> None:
    path = project.locales / chance.choice(LANGUAGES) / "LC_MESSAGES" / "site.po"
    edit(path, lambda text: re.sub(r'(msgid "lesson.remember"\nmsgstr ").*"', rf'\g<1>{chance.randint(0, 9)}"', text))


def change_a_template(project: Project, chance: random.Random) -> None:
    edit(project.overrides / "parts" / "colophon.html", lambda text: text + f"<!-- {chance.randint(0, 9)} -->\n")


EDITS = (change_a_word,) * 6 + (
    change_a_title, close_or_open_a_lesson, add_or_remove_a_lesson, change_a_drawing, let_a_translation_lag,
    take_a_translation_away, change_a_number, change_the_interface, change_a_template,
)  # fmt: skip


@pytest.mark.parametrize("edition", EDITIONS)
def test_after_random_edits_the_bytes_are_those_of_a_build_from_nothing(copy: Project, tmp_path: Path, edition: str):
    """Fifty edits in all; the builds from nothing stand between them, so that a mistake is found near its cause."""
    chance, choice = random.Random(edition), Choice(editions=(edition,))
    for room in copy.units:  # two lessons, one of which leads to the other, show what three would
        shutil.rmtree(room / "12-14", ignore_errors=True)
    afresh = Project(tmp_path / "afresh")
    for _round in range(5):
        edits = [chance.choice(EDITS) for _ in range(5)]
        for each in edits:
            each(copy, chance)
            rebuild(copy, choice)
        shutil.rmtree(afresh.root, ignore_errors=True)
        shutil.copytree(copy.root, afresh.root, ignore=shutil.ignore_patterns("dist", "*.json", "prose"))
        rebuild(afresh, choice)

        assert digests(afresh.dist) == digests(copy.dist), [each.__name__ for each in edits]


def test_one_edited_sentence_writes_the_pages_that_say_it_and_no_other(copy: Project):
    before = times(copy)
    edit(copy.lessons / "12-14" / "strange-links" / "en.md", lambda text: text.replace("Friday evening", "Sunday evening"))
    rebuild(copy)
    there = {path for path in written(copy, before) if not path.endswith("search.js")}

    assert there == {
        *(f"teacher/en/12-14/lesson-14/{kind}.html" for kind in ("lesson", "bundle", "run-sheet", "guide", "speaker")),
        "pupil/en/12-14/lesson-14/lesson.html",
        "phone/ba-lo-an-toan-12-14-en.html",
        "teacher/data/12-14/strange-links.json",
    }


def test_of_a_phone_file_only_the_screens_of_an_edited_lesson_are_made_again(copy: Project):
    def screens() -> dict[str, int]:
        folder = copy.cache / "kit" / "screens"
        return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*.json")}

    before = screens()
    edit(copy.lessons / "12-14" / "strange-links" / "en.md", lambda text: text.replace("Friday evening", "Sunday evening"))
    rebuild(copy)
    after = screens()

    assert {*before} == {*after}
    assert len({path for path in after if path.startswith("12-14/")}) > 2
    assert {path for path in after if after[path] != before[path]} == {
        f"12-14/strange-links-{language}.json" for language in LANGUAGES
    }


def test_nothing_changed_writes_nothing(copy: Project):
    before = times(copy)
    told = build(copy, "build")
    rebuild(copy)

    assert 0 == told.returncode, told.stderr
    assert set() == written(copy, before)


@pytest.mark.parametrize(
    ("spoilt", "how"),
    (
        ("survey.json", b"{"),
        ("dist.json", b'0123\n{"key": "another"}'),
        ("dist-teacher-vi.json", b"\xff\xfe"),
        ("prose/12-14/strange-links.json", b""),
        ("screens/12-14/strange-links-vi.json", b"{}"),
    ),
)
def test_a_cache_that_is_not_whole_is_made_anew_without_a_word(copy: Project, spoilt: str, how: bytes):
    whole = digests(copy.dist)
    (copy.cache / "kit" / spoilt).write_bytes(how)
    edit(copy.lessons / "12-14" / "strange-links" / "vi.md", lambda text: text.replace("Tối thứ Sáu", "Tối thứ Bảy"))
    rebuild(copy)
    edit(copy.lessons / "12-14" / "strange-links" / "vi.md", lambda text: text.replace("Tối thứ Bảy", "Tối thứ Sáu"))
    rebuild(copy)

    assert whole == digests(copy.dist)


def test_conversions_of_another_release_are_not_used(copy: Project):
    """The cache of a colleague whose Markdown wrote something else; it is whole, only its key is another."""
    from lessonkit.kept import read_kept, write_kept

    path = copy.cache / "kit" / "prose" / "12-14" / "strange-links.json"
    kept = read_kept(path)
    write_kept(path, {"key": "another", "html": dict.fromkeys(kept["html"], "<p>foreign</p>")})
    edit(copy.overrides / "lesson.html", lambda text: text + "\n")
    rebuild(copy)

    assert "foreign" not in (copy.dist / "pupil" / "vi" / "12-14" / "lesson-14" / "lesson.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("harm", ("changed", "missing", "added"))
def test_a_kit_that_somebody_touched_is_built_again(copy: Project, harm: str):
    whole = digests(copy.dist)
    page = copy.dist / "pupil" / "vi" / "about.html"
    if harm == "changed":
        page.write_text("touched", encoding="utf-8")
    elif harm == "missing":
        page.unlink()
    else:
        page.with_name("notes.html").write_text("mine", encoding="utf-8")

    assert None is standing_kit(take_prints(copy, DAY), WHOLE_KIT, dist_of(copy))
    rebuild(copy)
    assert whole == digests(copy.dist)


def test_another_choice_is_another_kit(copy: Project):
    whole = digests(copy.dist)
    rebuild(copy, Choice(editions=("pupil",)))

    assert {path: digest for path, digest in whole.items() if not path.startswith("teacher/")} == digests(copy.dist)
    rebuild(copy, Choice(editions=("teacher",)))
    assert {path: digest for path, digest in whole.items() if path.startswith(("teacher/", "stick/"))} == digests(copy.dist)
    rebuild(copy)
    assert whole == digests(copy.dist)


def test_a_lesson_that_is_gone_leaves_nothing_behind(copy: Project):
    for room in copy.units:
        shutil.rmtree(room / "12-14")
    rebuild(copy)
    left = [path for path in digests(copy.dist) if "lesson-14" in path or "strange-links" in path or "/12-14" in path]

    assert [] == left
    assert not (copy.cache / "kit" / "prose" / "12-14" / "strange-links.json").exists()


def test_a_build_that_fails_leaves_the_old_kit_whole(copy: Project, monkeypatch: pytest.MonkeyPatch):
    whole = digests(copy.dist)
    edit(copy.lessons / "12-14" / "strange-links" / "vi.md", lambda text: text.replace("Tối thứ Sáu", "Tối thứ Bảy"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(Failure, match="disk"):
        patched.setattr("lessonkit.website.editions.make_catalog", full)
        rebuild(copy)

    assert whole == digests(copy.dist)


def test_clean_drops_all_that_was_kept(copy: Project):
    whole = digests(copy.dist)
    stray = copy.cache / "kit" / "prose" / "stray.json"
    stray.write_text("left")
    told = build(copy, "build", "--clean")

    assert 0 == told.returncode, told.stderr
    assert not stray.exists()
    assert whole.keys() == digests(copy.dist).keys()


def test_workers_in_processes_of_their_own_give_the_same_bytes(copy: Project):
    """The fixture was built in one process; here two are spawned."""
    whole = digests(copy.dist)
    shutil.rmtree(copy.cache / "kit")
    with Workers(2) as workers:
        survey = survey_project(copy, take_prints(copy, DAY), workers)
        build_kit(survey, WHOLE_KIT, dist_of(copy), workers)

    assert whole == digests(copy.dist)
