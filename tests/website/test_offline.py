"""Every page opens from a stick: nothing fails, nothing is asked of a network, in old and new browsers."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.equipment.browser import Browser
from tests.website.pages import DIST, EVERYTHING, sample

SAMPLE = sample()


@pytest.mark.xdist_group("offline")
@pytest.mark.parametrize("page", SAMPLE)
def test_a_page_opens_without_error_and_asks_for_files_only(chromium: Browser, page: str):
    open_and_judge(chromium, DIST / page)


@pytest.mark.xdist_group("offline-others")
@pytest.mark.parametrize("name", ("chrome109", "firefox"))
@pytest.mark.parametrize("page", SAMPLE if EVERYTHING else [page for page in SAMPLE if "/en/" not in page])
def test_a_page_opens_so_in_the_other_browsers_too(started_browser, name: str, page: str):
    open_and_judge(started_browser(name), DIST / page)


def open_and_judge(browser: Browser, path: Path) -> None:
    browser.visit(path)

    assert [] == browser.errors()
    assert [] == browser.failed()
    assert [] == [url for url in browser.requests() if not url.startswith("file:")]


def test_no_page_holds_an_address_outside_the_kit(dist: Path):
    for path in dist.rglob("*.html"):
        text = re.sub("(?s)<!--.*?-->", "", path.read_text(encoding="utf-8"))  # a phone file has its licences there
        text = text.replace('xmlns="http://www.w3.org/2000/svg"', "")
        outside = [start for start in ("http:", "https:", 'href="//', 'src="//') if start in text]

        assert [] == outside, path


def test_every_page_forbids_scripts_that_are_not_ours(dist: Path):
    for path in dist.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        policy = text.partition('Content-Security-Policy" content="')[2].partition('"')[0]

        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path


def test_what_is_opened_with_a_lesson_stays_small(chromium: Browser, dist: Path):
    """At most 32 kB of HTML, and 400 kB in all with fonts, the lesson's own pictures apart."""
    largest = {path.parent.parent: path for path in sorted(dist.rglob("lesson.html"), key=lambda path: path.stat().st_size)}
    for path in largest.values():  # of each band, language and edition
        chromium.visit(path)
        chromium.wait_until("document.fonts.status === 'loaded'")
        asked = {url for url in chromium.requests() if "/pictures/" not in url}
        sizes = chromium.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        loaded = {path.as_uri(), *asked, *(url for url in sizes if "/pictures/" not in url)}
        total = sum(file_of(url).stat().st_size for url in loaded)

        assert path.stat().st_size <= 32 * 1024, path
        assert total <= 400 * 1024, (path, total)


def file_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))
