"""Every page opens from a stick: nothing fails, nothing is asked of a network, in old and new browsers."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.equipment.browser import Browser
from tests.equipment.browsers import BROWSER_NAMES, open_browser
from tests.website.pages import DIST, sample


@pytest.fixture(scope="module", params=BROWSER_NAMES)
def reader(request, equipment) -> Iterator[Browser]:
    """A browser that goes from page to page."""
    if request.param == "chrome109" and equipment.chrome109 is None:
        pytest.skip("Chrome 109 is not available on this platform")
    with open_browser(request.param, equipment) as browser:
        yield browser


@pytest.mark.xdist_group("offline")
@pytest.mark.parametrize("page", sample())
def test_a_page_opens_without_error_and_asks_for_files_only(reader: Browser, page: str):
    reader.visit(DIST / page)

    assert [] == reader.errors()
    assert [] == reader.failed()
    assert [] == [url for url in reader.requests() if not url.startswith("file:")]


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
    """At most 32 kB of HTML (36 in the teacher's edition, which cites sources), and 400 kB in all, its pictures apart."""
    largest = {path.parent.parent: path for path in sorted(dist.rglob("lesson.html"), key=lambda path: path.stat().st_size)}
    for path in largest.values():  # of each band, language and edition
        chromium.visit(path)
        chromium.wait_until("document.fonts.status === 'loaded'")
        asked = {url for url in chromium.requests() if "/pictures/" not in url}
        sizes = chromium.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        loaded = {path.as_uri(), *asked, *(url for url in sizes if "/pictures/" not in url)}
        total = sum(file_of(url).stat().st_size for url in loaded)

        assert path.stat().st_size <= (36 if "teacher" in path.parts else 32) * 1024, path
        assert total <= 400 * 1024, (path, total)


def file_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))
