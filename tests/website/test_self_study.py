"""How much of a lesson pupils may open alone is a matter of files: `self-study: yes`, `summary` or `no`."""

import pytest

from lessonkit.content.reading import read_library
from lessonkit.project import Project
from tests.conftest import build, copy_small_project
from tests.website.pages import lesson_of
from tests.website.test_editions import everything_in, long_sentences


@pytest.mark.parametrize(("said", "kinds", "summary"), [("summary", {"lesson", "quiz"}, True), ("no", {"lesson"}, False)])
def test_a_lesson_for_class_shows_pupils_no_step_and_no_picture(tmp_path, small: Project, said: str, kinds: set, summary: bool):
    project = copy_small_project(tmp_path)
    path = project.lessons / "15-17" / "online-kidnapping-1" / "vi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("self-study: yes", f"self-study: {said}"), encoding="utf-8")
    own = {"lesson-21/lesson.html"}
    others = [page for page in sorted((small.dist / "pupil").rglob("*.html")) if f"{page.parent.name}/{page.name}" not in own]
    elsewhere = "".join(everything_in(page) for page in others)
    built = build(project, "build")
    lesson = lesson_of(read_library(project), 21)
    pupil = project.dist / "pupil"
    shown = everything_in(pupil)

    assert 0 == built.returncode, built.stdout
    assert kinds == {page.stem for page in (pupil / "vi" / "15-17" / "lesson-21").iterdir()}
    assert not list((pupil / "pictures").glob("lesson-21-*"))
    assert summary == (str(lesson.source.text("summary")) in shown)
    steps = [words for section in lesson.source.sections for passage in section.of("text") for words in long_sentences(passage)]
    assert [] == [words for words in steps if words in shown and words not in elsewhere]
    assert list((project.dist / "teacher" / "pictures").glob("lesson-21-*"))
