"""The commands: what they say, how they end, and that an old kit stays whole when a build cannot be made."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ROOT, build, copy_small_project
from tests.website.test_reproducible import digests

COMMANDS = ("build", "check", "status", "translated", "new", "serve", "export", "test", "screenshots", "bench")


@pytest.fixture
def copy(tmp_path: Path):
    return copy_small_project(tmp_path)


@pytest.mark.parametrize("language", ("vi", "en"))
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(project, language: str, command: str):
    told = build(project, command, "--help", "--lang", language)

    assert 0 == told.returncode
    assert told.stdout.startswith({"vi": "Cách dùng: ", "en": "Usage: "}[language])


def test_a_wrong_command_ends_with_two(project):
    assert 2 == build(project, "bake").returncode
    assert 2 == build(project, "check", "--lang", "fr").returncode


def test_check_is_clean_on_the_projects_own_content(project):
    told = build(project, "check", "--lang", "en")

    assert (0, "Nothing to mend") == (told.returncode, told.stdout[:15])


def test_findings_can_be_read_by_tools(copy):
    spoil(copy)
    rows = json.loads(build(copy, "check", "--format", "json").stdout)
    annotations = build(copy, "check", "--format", "annotations").stdout

    assert ["minutes-do-not-add-up"] == [row["rule"] for row in rows if row["severity"] == "error"]
    assert "::error file=lessons/15-17/online-kidnapping-1/vi.md,line=" in annotations


@pytest.mark.parametrize(("fails", "ends"), (("at first", 0), ("always", 1)))
def test_what_failed_among_other_tests_is_run_once_more_alone(copy, fails: str, ends: int):
    write_tests(copy.root, fails)
    whole = build(copy, "test", "--lang", "en")

    assert (ends, ["sound", "shaky", "shaky"]) == (whole.returncode, runs(copy.root))
    assert "once more" in whole.stdout


def test_tests_that_were_chosen_are_run_once_and_none_is_run_without_its_equipment(copy):
    write_tests(copy.root, "at first")
    chosen = build(copy, "test", "test_all.py", "--lang", "en")
    (copy.root / "tests" / "equipment" / "install.py").write_text("raise SystemExit(1)", encoding="utf-8")
    unequipped = build(copy, "test", "--lang", "en")

    assert (1, 1) == (chosen.returncode, unequipped.returncode)
    assert ["sound", "shaky"] == runs(copy.root)


def write_tests(root: Path, fails: str) -> None:
    """Write two tests of which one fails, at its first run or always, and equipment that needs no setting up."""
    equipment = root / "tests" / "equipment"
    equipment.mkdir(parents=True)
    for folder in (equipment, equipment.parent):
        (folder / "__init__.py").touch()
    (equipment / "install.py").touch()
    (root / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '-q'", encoding="utf-8")
    (root / "test_all.py").write_text(
        "from pathlib import Path\n\n"
        "def note(name):\n    with Path('runs').open('a') as runs:\n        print(name, file=runs)\n\n"
        "def test_sound():\n    note('sound')\n\n"
        "def test_shaky():\n    note('shaky')\n"
        f"    assert {fails!r} == 'at first' and Path('runs').read_text().count('shaky') == 2\n",
        encoding="utf-8",
    )


def runs(root: Path) -> list[str]:
    return (root / "runs").read_text(encoding="utf-8").split()


def test_a_build_that_finds_an_error_leaves_the_old_kit_whole(copy):
    before = digests(copy.dist)
    spoil(copy)
    told = build(copy, "build", "--lang", "en")

    assert 1 == told.returncode
    assert "The kit in dist/ is as it was." in told.stderr
    assert before == digests(copy.dist)


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
def test_only_a_terminal_sees_how_far_the_work_is(copy):
    import pty

    shutil.rmtree(copy.cache / "kit")
    reader, terminal = pty.openpty()
    command = [sys.executable, "-m", "lessonkit", "build", "--lang", "en"]
    settings = {**os.environ, "PYTHONPATH": str(copy.root)}
    subprocess.run(command, cwd=copy.root, env=settings, stdout=subprocess.DEVNULL, stderr=terminal, check=True)
    shown = os.read(reader, 100_000).decode("utf-8")
    elsewhere = build(copy, "build", "--edition", "pupil", "--lang", "en")

    assert "pages" in shown
    assert "100%" in shown
    assert (0, "") == (elsewhere.returncode, elsewhere.stderr)


def test_a_disk_that_refuses_is_told_in_one_sentence(copy):
    shutil.rmtree(copy.dist)
    (copy.root / "dist.new").write_text("a file where a folder must be made")
    told = build(copy, "build", "--lang", "en")

    assert 1 == told.returncode
    assert told.stderr.startswith("Could not write to the disk")
    assert 1 == len(told.stderr.strip().splitlines())


def test_a_broken_catalog_is_told_in_the_other_language(copy):
    catalog = copy.locales / "vi" / "LC_MESSAGES" / "site.po"
    catalog.write_text('msgid "unfinished\n' + catalog.read_text(encoding="utf-8"), encoding="utf-8")
    told = build(copy, "check", "--lang", "vi")

    assert 1 == told.returncode
    assert "catalog-unreadable: this catalog cannot be read." in told.stdout


def test_status_counts_what_lags_behind_and_translated_records_it(copy):
    path = copy.lessons / "15-17" / "online-kidnapping-1" / "vi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("## Củng cố", "Một câu mới.\n\n## Củng cố"), encoding="utf-8")
    before = json.loads(build(copy, "status", "--format", "json").stdout)
    build(copy, "translated", "lessons/15-17/online-kidnapping-1", "apply")
    after = json.loads(build(copy, "status", "--format", "json").stdout)

    assert ["apply"] == [section["id"] for row in before for section in row["sections"] if section["state"] == "stale"]
    assert [] == [section["id"] for row in after for section in row["sections"] if section["state"] == "stale"]


def test_a_new_lesson_is_made_once_and_can_be_built(copy):
    made = build(copy, "new", "12-14/a-new-lesson", "--number", "99")
    again = build(copy, "new", "12-14/a-new-lesson", "--number", "99")
    build(copy, "translated", "lessons/12-14/a-new-lesson")
    build(copy, "translated", "quizzes/12-14/a-new-lesson")

    assert (0, 1) == (made.returncode, again.returncode)
    assert 0 == build(copy, "build").returncode
    assert (copy.dist / "pupil" / "vi" / "12-14" / "lesson-99" / "lesson.html").exists()


def test_what_is_not_translated_is_shown_in_the_source_and_marked_as_such(copy):
    (copy.lessons / "15-17" / "online-kidnapping-1" / "en.md").unlink()
    assert 0 == build(copy, "build").returncode
    page = (copy.dist / "pupil" / "en" / "15-17" / "lesson-21" / "lesson.html").read_text(encoding="utf-8")

    assert '<html lang="en"' in page
    assert 'id="explore" class="step step-explore idea" lang="vi"' in page
    assert "This part is not translated yet" in page


def test_a_stale_translation_is_marked_for_teachers_only(copy):
    path = copy.quizzes / "15-17" / "online-kidnapping-1" / "vi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Em ", "Em có thể ", 1), encoding="utf-8")
    build(copy, "build")
    marked = "an update is due"
    pages = {edition: (copy.dist / edition / "en" / "15-17" / "lesson-21" / "quiz.html").read_text(encoding="utf-8")
             for edition in ("teacher", "pupil")}  # fmt: skip

    assert marked in pages["teacher"]
    assert marked not in pages["pupil"]


def test_the_preview_renews_itself_and_no_mistake_stops_it(copy):
    serving = subprocess.Popen([sys.executable, "-m", "lessonkit", "serve", "--port", "8765"], cwd=copy.root,
                               env={**os.environ, "PYTHONPATH": str(copy.root)}, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)  # fmt: skip
    address = "http://127.0.0.1:8765/teacher/vi/15-17/lesson-21/lesson.html"
    try:
        wait_for(lambda: "Mở đầu" in fetch(address), 180)
        spoil(copy)
        wait_for(lambda: "46 phút" in fetch(address).partition("preview-findings")[2], 180)
        (copy.lessons / "15-17" / "online-kidnapping-1" / "vi.md").write_bytes(b"\xff\xfe broken")
        wait_for(lambda: "UTF-8" in fetch("http://127.0.0.1:8765/pupil/en/index.html"), 180)

        assert None is serving.poll()
    finally:
        serving.terminate()
        serving.wait(10)


def test_plain_mkdocs_still_builds_one_edition(copy):
    built = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=copy.root, capture_output=True, text=True,
                           env={**os.environ, "PYTHONPATH": str(copy.root), "LESSON_LANGUAGE": "en"})  # fmt: skip

    assert 0 == built.returncode, built.stderr
    assert (copy.root / ".cache" / "site" / "en" / "15-17" / "lesson-21" / "lesson.html").exists()


def test_an_old_python_is_told_so_in_one_sentence(tmp_path: Path):
    script = tmp_path / "old.py"
    script.write_text(f"import sys, runpy; sys.version_info = (3, 8, 1); sys.argv = ['build.py', '--lang', 'en'];"
                      f"runpy.run_path({str(ROOT / 'build.py')!r}, run_name='__main__')")  # fmt: skip
    told = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)

    assert (1, "Python 3.11 or newer is needed; this is Python 3.8.") == (told.returncode, told.stderr.partition(" Please")[0])


def test_without_a_network_the_remedy_is_told(tmp_path: Path):
    for name in ("build.py", "requirements.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    catalogs = tmp_path / "locales" / "en" / "LC_MESSAGES"
    catalogs.mkdir(parents=True)
    (catalogs / "site.po").write_bytes((ROOT / "locales" / "en" / "LC_MESSAGES" / "site.po").read_bytes())
    empty = tmp_path / "wheels"
    empty.mkdir()
    command = [sys.executable, "build.py", "--lang", "en", "--wheels", str(empty)]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    assert 1 == told.returncode
    assert told.stderr.strip().endswith(f"There is no folder of packages {empty}, or packages are missing in it.")


def spoil(project) -> None:
    """Make the minutes of the lesson not add up."""
    path = project.lessons / "15-17" / "online-kidnapping-1" / "vi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("#close minutes=5", "#close minutes=6"), encoding="utf-8")


def fetch(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as page:
            return page.read().decode()
    except OSError:
        return ""


def wait_for(true, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.3)
