"""A phone file is whole in itself: it opens where no other file, no network and no storage is."""

import re
from html import unescape
from pathlib import Path

import pytest

from lessonkit.content.library import Choice, Library
from lessonkit.project import ADULT_BAND, BANDS, LANGUAGES, SOURCE_LANGUAGE, Project
from lessonkit.translation.catalogs import read_words
from lessonkit.website.phone import FAMILY
from tests.conftest import copy_small_project
from tests.equipment.axe import run_axe
from tests.equipment.browser import Browser
from tests.equipment.browsers import open_browser
from tests.equipment.chromium import Chromium
from tests.website.pages import DIST, lesson_of
from tests.website.test_access import plain, sentences
from tests.website.test_editions import everything_in, long_sentences, pupils_texts, teachers_passages
from tests.website.test_editions import plain as as_read
from tests.website.test_rebuilding import edit, rebuild

LARGEST = 1_500_000
FRAME = '<!doctype html><title>frame</title><iframe sandbox="allow-scripts" src="{}" width="360" height="640"></iframe>'
SCREENS = "[...document.querySelectorAll('main > .screen')]"
SHOWN = f"{SCREENS}.filter(screen => !screen.hidden).map(screen => screen.id).join()"
QUESTION = "#quiz-21 kit-question"


def file_of(band: str, language: str = SOURCE_LANGUAGE, dist: Path = DIST) -> Path:
    return dist / "phone" / f"ba-lo-an-toan-{band}-{language}.html"


FILES = [file_of(name, language) for name in (*(band.id for band in BANDS), FAMILY) for language in LANGUAGES]


@pytest.mark.parametrize("name", ("chromium", "chrome109"))
def test_in_a_frame_without_an_origin_questions_answer_search_finds_and_the_exit_leaves(started_browser, name, tmp_path):
    browser: Chromium = started_browser(name)
    outside = tmp_path / "frame.html"
    outside.write_text(FRAME.format(file_of("15-17").as_uri()), encoding="utf-8")
    browser.visit(outside)
    frame = browser.page.frames[1]

    assert "null" == frame.evaluate("origin")
    assert "refused" == frame.evaluate("(() => { try { return localStorage.length } catch (error) { return 'refused' } })()")

    frame.click(".lesson-card .ways a")
    assert "quiz-21" == frame.evaluate(SHOWN)
    for option, mood in ((":not([data-right])", "think"), ("[data-right]", "right")):
        frame.click(f"{QUESTION} .option{option}")
        frame.click(f"{QUESTION} button")
        assert len(frame.inner_text(f"{QUESTION} .verdict.{mood} .prose")) > 20
    assert frame.query_selector(f"{QUESTION}.solved")

    frame.type("input[name=q]", "khong muon song")
    frame.press("input[name=q]", "Enter")
    assert "help-7" == frame.evaluate(SHOWN)

    frame.click("a.exit")
    assert "Bảng nhân" == frame.inner_text("h1") == frame.evaluate("document.title")
    assert "Ba lô" not in frame.evaluate("document.documentElement.outerHTML")
    assert [outside.as_uri(), file_of("15-17").as_uri()] == browser.requests()
    assert [] == browser.errors()


def test_without_an_address_of_its_own_it_still_shows_every_screen_and_goes_back(chromium: Chromium):
    chromium.visit(file_of("06-08"))
    html = 'document.documentElement.outerHTML.replace(\'<html lang="vi" class="js"\', \'<html lang="vi" class="no-js"\')'
    chromium.evaluate(f"(f => {{ f.sandbox = 'allow-scripts'; f.srcdoc = {html}; document.body.replaceChildren(f) }})"
                      "(document.createElement('iframe')), null")  # fmt: skip
    chromium.wait_until("frames.length === 1")
    frame = chromium.page.frames[1]
    frame.wait_for_selector(".lesson-card")
    frame.click(".lesson-card .name a")
    assert "lesson-1" == frame.evaluate(SHOWN)

    chromium.evaluate("history.back()")
    frame.wait_for_function(f"{SHOWN} === 'index'")


def test_back_returns_to_where_a_screen_was_left(chromium: Chromium):
    chromium.visit(file_of("12-14"), "lesson-14-close")
    assert "lesson-14" == chromium.evaluate(SHOWN)
    chromium.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
    chromium.evaluate("document.querySelector('header a.ask').click()")  # a driver's mouse scrolls first
    assert ["help", 0] == chromium.evaluate(f"[{SHOWN}, scrollY]")
    assert "H1" == chromium.evaluate("document.activeElement.tagName")

    chromium.evaluate("history.back()")
    chromium.wait_until(f"{SHOWN} === 'lesson-14' && Math.abs(scrollY - 900) < 2")


@pytest.mark.parametrize("query", ("bắt cóc", "bat coc", "BAT COC"))
def test_search_finds_with_or_without_marks(chromium: Browser, query: str):
    chromium.visit(file_of("15-17"))
    chromium.type("input[name=q]", query)
    chromium.wait_for(".search-results a")

    first = chromium.evaluate("document.querySelector('.search-results a').getAttribute('href')")

    assert first in ("#lesson-21", "#lesson-22")


def test_help_speaks_to_the_band_and_its_search_leads_there(chromium: Browser):
    for band, called, query in (("06-08", "young", "em so qua"), (ADULT_BAND, "adult", "toi chuyen tien roi")):
        chromium.visit(file_of(band))
        chromium.type("input[name=q]", query)
        chromium.wait_for(".search-results a")
        shown = as_read(chromium.evaluate("document.querySelector('#help').textContent"))
        words = read_words(Project(Path(__file__).parent.parent.parent), SOURCE_LANGUAGE)
        other = {"young": "adult", "adult": "young"}[called]

        assert chromium.evaluate("document.querySelector('.search-results a').getAttribute('href')").startswith("#help")
        assert words(f"help.no-phone.how.{called}") in shown
        assert words(f"help.no-phone.how.{other}") not in shown


@pytest.fixture(scope="module")
def without_scripts(equipment):
    with open_browser("chromium", equipment, width=360, height=640, scripts=False) as browser:
        yield browser


@pytest.mark.parametrize("number", (1, 21))
def test_without_scripts_all_is_there_in_its_order(without_scripts: Browser, library: Library, number: int):
    lesson = lesson_of(library, number)
    without_scripts.visit(file_of(lesson.band.id))
    without_scripts.evaluate("document.querySelectorAll('details').forEach(told => { told.open = true }), null")
    shown = plain(without_scripts.text("main"))
    written = [lesson.source.text("title")]
    written += [words for step in lesson.steps for told in step.of("text") for words in sentences(told.markdown)]
    for question in lesson.quiz.source:
        written += [question.title, *(words for option in question.options for words in (option.text, option.reply))]
    written += [case.source.text("title") for case in library.urgent]
    heads = [lesson.source.text("title"), lesson.quiz.source[0].title, *(case.source.text("title") for case in library.urgent)]

    assert [] == [words for words in written if plain(words) not in shown]
    assert sorted(places := [shown.rindex(plain(head)) for head in heads]) == places
    assert without_scripts.evaluate("getComputedStyle(document.querySelector('.unscripted')).display") == "block"
    assert 360 >= without_scripts.evaluate("document.documentElement.scrollWidth")


def test_every_band_and_families_have_a_file_in_every_language_and_each_is_small(dist: Path):
    assert sorted(FILES) == sorted((dist / "phone").iterdir())
    assert [] == [path.name for path in FILES if path.stat().st_size > LARGEST]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_address_leads_out_of_the_file_or_nowhere(path: Path):
    text = path.read_text(encoding="utf-8")
    page = re.sub(r"(?s)<script>.*?</script>", "", text)
    ids = re.findall(r'\sid="([^"]*)"', page)
    links = re.findall(r'\shref="([^"]*)"', page)

    assert len(ids) == len(set(ids))
    assert [] == [link for link in links if not link.startswith("data:") and link.removeprefix("#") not in ids]
    assert {"data"} == {address.partition(":")[0] for address in re.findall(r'\ssrc="([^"]*)"', page)}
    assert {"data"} == {address.partition(":")[0] for address in re.findall(r'url\("([^"]*)"\)', page)}
    assert "local.js" not in page
    assert "localStorage" not in text and "sessionStorage" not in text


def test_nothing_for_teachers_is_inside(library: Library, dist: Path):
    said = everything_in(dist / "phone")
    secrets = [words for passage in teachers_passages(library) for words in long_sentences(passage)]
    pupils = " ".join(as_read(text) for text in pupils_texts(library)).lower()

    assert [] == [secret for secret in secrets if secret in said and secret.lower() not in pupils]


@pytest.fixture(scope="module")
def phone(equipment):
    with open_browser("chromium", equipment, width=360, height=640) as browser:
        yield browser


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_screen_is_wider_than_a_phone_and_help_and_exit_stay_in_reach(phone: Browser, path: Path):
    phone.visit(path)
    reached = "['.ask', '.exit'].every(css => (box => box.top >= 0 && box.height >= 44)" \
              "(document.querySelector(`header ${css}`).getBoundingClientRect()))"  # fmt: skip
    for screen in phone.evaluate(f"{SCREENS}.map(screen => screen.id)"):
        phone.evaluate(f"history.replaceState(null, '', '#{screen}'), dispatchEvent(new PopStateEvent('popstate')), null")
        phone.evaluate("scrollTo({ top: 1e6, behavior: 'instant' })")

        assert screen == phone.evaluate(SHOWN)
        assert 360 >= phone.evaluate("document.documentElement.scrollWidth"), screen
        assert phone.evaluate(reached), screen


@pytest.mark.parametrize("screen", ("index", "lesson-1", "quiz-1", "help", "help-4"))
def test_axe_finds_nothing_on_a_screen(phone: Browser, screen: str):
    phone.visit(file_of("06-08"), screen)

    assert [] == run_axe(phone)


def test_what_is_not_in_the_file_is_no_link_and_what_is_not_translated_says_so(tmp_path: Path):
    project = copy_small_project(tmp_path)
    lessons, quizzes = project.lessons / "12-14" / "strange-links", project.quizzes / "12-14" / "strange-links"
    other = "../../15-17/online-kidnapping-1/vi.md"
    links = f"- [bên trong](vi.md#close), [phần không có](vi.md#nowhere), [bài khác]({other})\n\n"
    edit(lessons / "vi.md", lambda text: re.sub(r"(?m)^(## .*\{#explore.*\n+)", rf"\1{links}", text))
    (quizzes / "en.md").unlink()
    rebuild(project, Choice(editions=("pupil",)))
    there = file_of("12-14", "vi", project.dist).read_text(encoding="utf-8")
    english = file_of("12-14", "en", project.dist).read_text(encoding="utf-8")
    question = lesson_of_band(project).quiz.source[0]

    assert '<a href="#lesson-14-close">bên trong</a>, <a href="#lesson-14">phần không có</a>, <a>bài khác</a>' in there
    assert f'id="quiz-14-{question.id}" data-kind="one" lang="vi">' in english
    assert as_read(question.title) in unescape(re.sub("<[^>]+>", "", english))
    assert not (project.dist / "teacher").exists()


def lesson_of_band(project: Project):
    from lessonkit.content.reading import read_library

    return lesson_of(read_library(project), 14)
