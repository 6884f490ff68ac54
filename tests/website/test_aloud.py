"""Reading aloud: a recording where there is one, the device's own voice where there is none, no button where neither is."""

import re
import shutil
from pathlib import Path

import pytest

from lessonkit.checking.recordings import read_recordings
from lessonkit.content.reading import read_library
from lessonkit.project import Project
from lessonkit.translation.catalogs import read_words
from tests.conftest import build
from tests.equipment.chromium import Chromium
from tests.equipment.silence import silence
from tests.website.pages import DIST, lesson_page

VOICES = """(voices => {
  window.said = [];
  speechSynthesis.getVoices = () => voices;
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  speechSynthesis.speak = told => window.said.push(told.text);
  speechSynthesis.dispatchEvent(new Event("voiceschanged"));
})([{lang: "vi_VN", localService: %s}])"""
SHOWN = "[...document.querySelectorAll('.speaker')].filter(button => button.getClientRects().length).length"
PRESSED = "document.querySelector('#an-first .speaker').getAttribute('aria-pressed')"


@pytest.fixture(scope="module")
def spoken(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The kit under test, with every text of its lesson for first-graders recorded in Vietnamese, and one in Hmong too."""
    copied = Project(tmp_path_factory.mktemp("spoken") / "kit")
    shutil.copytree(project.root, copied.root)
    files = [copied.root / missing["file"] for row in lacking(copied) for missing in row["missing"]]
    for path in [*files, next(path for path in files if path.name == "an-first.mp3").parents[1] / "hmn" / "an-first.mp3"]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(silence(5))
    built = build(copied, "build")

    assert 0 == built.returncode, built.stdout + built.stderr
    return copied


def lacking(project: Project) -> list[dict]:
    rows = read_recordings(read_library(project))
    return [row for row in rows if row["voice"] == "vi" and "06-08" in row["folder"]]


@pytest.mark.xdist_group("aloud")
def test_every_recording_is_asked_for_by_a_page_and_every_page_has_what_it_asks_for(spoken: Project):
    files = list(spoken.dist.glob("pupil/recordings/*/*.mp3"))
    asked = {
        (page.parent / address).resolve()
        for page in spoken.dist.glob("pupil/vi/**/*.html")
        for address in re.findall(r'data-file="([^"]+)"', page.read_text(encoding="utf-8"))
    }

    assert set(files) == asked
    assert len(files) == sum(row["all"] for row in lacking(spoken)) + 1
    assert [0] * len(lacking(spoken)) == [len(row["missing"]) for row in lacking(spoken)]
    assert [] == [path for path in spoken.dist.glob("phone/*.html") if "kit-aloud class" in path.read_text(encoding="utf-8")]


@pytest.mark.xdist_group("aloud")
def test_one_press_plays_the_recording_and_a_second_ends_it(chromium: Chromium, spoken: Project):
    chromium.visit(spoken.dist / "pupil/vi/06-08/lesson-1/quiz.html")
    chromium.wait_until("!!customElements.get('kit-aloud')")
    first = "recordings/lesson-1-quiz-vi/an-first.mp3"
    told = chromium.evaluate("[...document.querySelectorAll('#an-first form > kit-aloud button')].map(e => e.textContent)")

    assert [] == [address for address in chromium.requests() if address.endswith(".mp3")]
    assert [read_words(spoken, "vi")(key) for key in ("aloud.listen", "aloud.voice.hmn")] == told

    chromium.evaluate("document.querySelector('#an-first .speaker').focus(), null")
    chromium.press("Enter")

    assert "true" == chromium.evaluate(PRESSED)
    assert any(address.endswith(first) for address in chromium.requests())

    chromium.press("Space")

    assert "false" == chromium.evaluate(PRESSED)

    chromium.click("#an-first .speaker")
    chromium.click("#an-first .answer .speaker")

    assert "false" == chromium.evaluate(PRESSED)
    assert [] == chromium.errors()


def test_without_a_recording_only_a_voice_that_needs_no_network_is_asked(chromium: Chromium):
    page = lesson_page(1, "quiz", "vi", "pupil")
    chromium.visit(page)
    chromium.wait_until("!!customElements.get('kit-aloud')")

    assert 0 == chromium.evaluate(SHOWN)

    chromium.evaluate(VOICES % "false")

    assert 0 == chromium.evaluate(SHOWN)

    chromium.evaluate(VOICES % "true")

    assert 0 < chromium.evaluate(SHOWN)

    chromium.click("#an-first .speaker")

    assert ["An thấy hình lạ, bụng An thắt lại. An làm gì?"] == chromium.evaluate("said")

    chromium.click("#an-first .option input")
    chromium.click("#an-first button[type=submit]")
    chromium.click("#an-first .verdict .speaker")

    assert "Ai cũng có lúc tò mò. Nhưng úp máy, đi kể thì bụng dễ chịu hơn." == chromium.evaluate("said").pop()
    assert [] == [
        tag for tag in re.findall("<kit-aloud[^>]*>", page.read_text(encoding="utf-8")) if not tag.endswith(" hidden>")
    ]


def test_only_first_graders_and_whoever_needs_help_are_read_to():
    pages = {path.relative_to(DIST / "pupil" / "vi").as_posix() for path in heard(DIST / "pupil" / "vi")}

    assert {"06-08/lesson-1/lesson.html", "06-08/lesson-1/quiz.html", "help.html", "help-1.html"} <= pages
    assert [] == [page for page in pages if not re.match(r"06-08/|help", page)]


def heard(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.html") if "<kit-aloud" in path.read_text(encoding="utf-8")]
