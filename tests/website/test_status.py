"""The status page of the teacher's edition says how far the translation is, and what has changed since."""

from pathlib import Path

from tests.conftest import build, copy_small_project
from tests.translation.test_older import git

LESSON = "lessons/15-17/online-kidnapping-1/vi.md"
OLD, NEW = "Chiều thứ Bảy, Minh, 17 tuổi,", "Chiều Chủ nhật, Minh, 17 tuổi,"


def status_of(dist: Path, language: str) -> str:
    return (dist / "teacher" / language / "status.html").read_text(encoding="utf-8")


def test_a_kit_that_keeps_up_says_so(dist: Path):
    for language, said in (("vi", "Tất cả đều khớp."), ("en", "All of them keep up.")):
        page = status_of(dist, language)

        assert said in page
        assert "<table>" not in page


def test_what_has_changed_since_is_struck_out_and_underlined(tmp_path: Path):
    kit = copy_small_project(tmp_path / "kit")
    git(kit, "init")
    git(kit, "add", "--force", "lessons")
    git(kit, "commit", "-m", "as translated")
    path = kit.root / LESSON
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace(OLD, NEW, 1), encoding="utf-8", newline="\n")
    build(kit, "build", "--edition", "teacher")
    page = status_of(kit.dist, "vi")

    assert f'<p lang="vi"><del>{OLD}' in page
    assert f'<p lang="vi"><ins>{NEW}' in page


def test_without_a_history_the_page_still_says_what_lags_and_where(tmp_path: Path):
    kit = copy_small_project(tmp_path / "kit")
    path = kit.root / LESSON
    path.write_text(path.read_text(encoding="utf-8").replace(OLD, NEW, 1), encoding="utf-8", newline="\n")
    build(kit, "build", "--edition", "teacher")
    page = status_of(kit.dist, "en")

    assert LESSON.replace("vi.md", "en.md") in page
    assert "<del>" not in page
