"""The equipment sees what it is there to see: each test makes a small page with a known fault or feature."""

import json
from pathlib import Path

import pytest

from tests.equipment.axe import run_axe
from tests.equipment.browsers import BROWSER_NAMES, Browser, BrowserName, ScriptFailed, open_browser
from tests.equipment.chromium import Chromium
from tests.equipment.firefox import Firefox
from tests.equipment.install import PROJECT, Equipment, install
from tests.equipment.validator import validate

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "frame-src 'self'; connect-src 'none'"
)
OUTSIDE = "https://outside.invalid/picture.png"


def make_page(folder: Path, body: str, *, csp: str = CSP, name: str = "page.html", **files: str) -> Path:
    """Write a small page, and beside it files whose names have `_` for the dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        folder.joinpath(file.replace("_", ".")).write_text(content, encoding="utf-8")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{csp}">' if csp else ""
    page = folder / name
    page.write_text(
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">{policy}<title>A page</title></head>\n'
        f"<body><main><h1>A page</h1>\n{body}\n</main></body></html>\n",
        encoding="utf-8",
    )
    return page


def test_a_clean_page_leaves_nothing_but_its_own_requests(browser: Browser, tmp_path: Path) -> None:
    """What is not wrong is not reported, and the page's files are all seen."""
    page = make_page(
        tmp_path,
        '<link rel="stylesheet" href="a.css"><script src="a.js"></script><img src="a.svg" alt="">'
        '<iframe src="b.html" title="b"></iframe>',
        a_css='body { background: url("b.svg") }',
        a_js="console.log('a remark'); console.warn('a warning')",
        a_svg='<svg xmlns="http://www.w3.org/2000/svg"/>',
        b_svg='<svg xmlns="http://www.w3.org/2000/svg"/>',
        b_html="<!doctype html><title>b</title>",
    )
    browser.visit(page)

    assert [] == browser.errors()
    assert [] == browser.failed()
    assert {"page.html", "a.css", "a.js", "a.svg", "b.svg", "b.html"} == {url.rpartition("/")[2] for url in browser.requests()}
    assert all(url.startswith("file:///") for url in browser.requests())


def test_console_and_uncaught_errors_are_seen(browser: Browser, tmp_path: Path) -> None:
    """Errors are reported whether a script tells them, throws them, or throws them later."""
    script = """
        console.error("told to the console");
        setTimeout(() => { throw new Error("thrown later") }, 20);
        Promise.reject(new Error("rejected"));
        throw new Error("thrown at once");
    """
    browser.visit(make_page(tmp_path, '<script src="a.js"></script>', a_js=script))
    errors = "\n".join(browser.errors())

    for expected in ("told to the console", "thrown later", "rejected", "thrown at once"):
        assert expected in errors


def test_an_error_in_a_frame_is_seen(browser: Browser, tmp_path: Path) -> None:
    """A frame's errors and requests belong to the page's."""
    page = make_page(
        tmp_path,
        '<iframe src="b.html" title="b"></iframe>',
        b_html='<!doctype html><script src="b.js"></script><img src="absent.png" alt="">',
        b_js='throw new Error("in the frame")',
    )
    browser.visit(page)

    assert "in the frame" in "\n".join(browser.errors())
    assert ["absent.png"] == [url.rpartition("/")[2] for url in browser.failed()]


def test_missing_files_are_seen(browser: Browser, tmp_path: Path) -> None:
    """A picture, script, style sheet, background or frame that is not there is reported as failed."""
    body = (
        '<img src="picture.png" alt="x"><script src="script.js"></script><link rel="stylesheet" href="style.css">'
        '<link rel="stylesheet" href="a.css"><iframe src="frame.html" title="f"></iframe>'
    )
    browser.visit(make_page(tmp_path, body, a_css='body { background: url("back.png") }'))

    assert {"picture.png", "script.js", "style.css", "back.png", "frame.html"} == {
        url.rpartition("/")[2] for url in browser.failed()
    }


def test_a_missing_font_is_seen(browser: Browser, tmp_path: Path) -> None:
    """A font that some text asks for and that is not there is reported as failed."""
    style = '@font-face { font-family: f; src: url("font.woff2") } h1 { font-family: f }'
    browser.visit(make_page(tmp_path, '<link rel="stylesheet" href="a.css">', a_css=style))

    assert ["font.woff2"] == [url.rpartition("/")[2] for url in browser.failed()]


def test_an_outside_picture_stopped_by_the_csp_is_seen(browser: Browser, tmp_path: Path) -> None:
    """A stopped request counts as an error, as asked for, and as failed."""
    browser.visit(make_page(tmp_path, f'<img src="{OUTSIDE}" alt="x">'))

    assert OUTSIDE in "\n".join(browser.errors())
    assert OUTSIDE in browser.requests()
    assert [OUTSIDE] == browser.failed()


def test_an_outside_picture_is_seen_without_a_csp(browser: Browser, tmp_path: Path) -> None:
    """Without a policy the request leaves the browser, and is seen."""
    browser.visit(make_page(tmp_path, f'<img src="{OUTSIDE}" alt="x">', csp=""))

    assert OUTSIDE in browser.requests()
    assert [OUTSIDE] == browser.failed()


@pytest.mark.parametrize("body", ["<script>window.ran = 1</script>", '<p style="color: red">x</p>', '<p onclick="ran()">x</p>'])
def test_inline_code_against_the_csp_is_seen(browser: Browser, tmp_path: Path, body: str) -> None:
    """An inline script, style or handler does not run, and its refusal is an error."""
    browser.visit(make_page(tmp_path, body))
    if "onclick" in body:
        browser.click("p")  # Chrome 109 and Firefox look at a handler only when it is to run

    assert any("Content" in error and "Security" in error and "Policy" in error for error in browser.errors())
    assert browser.evaluate("window.ran") is None


def test_records_start_anew_with_every_visit(browser: Browser, tmp_path: Path) -> None:
    """What the last page did is not held against the next."""
    bad = make_page(tmp_path, '<img src="absent.png" alt="x"><script src="a.js"></script>', a_js="throw 1")
    good = make_page(tmp_path, "", name="good.html")
    browser.visit(bad)
    browser.visit(good)

    assert ([], []) == (browser.errors(), browser.failed())
    assert [good.as_uri()] == browser.requests()


def test_a_picture_is_seen_again_at_the_second_visit(browser: Browser, tmp_path: Path) -> None:
    """No memory cache hides a request."""
    page = make_page(tmp_path, '<img src="a.svg" alt="x">', a_svg='<svg xmlns="http://www.w3.org/2000/svg"/>')
    for _ in range(3):
        browser.visit(page)

        assert 2 == len(browser.requests())


def test_folders_with_spaces_vietnamese_letters_and_hash_open(browser: Browser, tmp_path: Path) -> None:
    """The address is percent-encoded, and the fragment stays a fragment."""
    folder = tmp_path / "Bài học #1 (100%) & USB's copy [?]"
    page = make_page(
        folder, '<p id="cuối-bài">x</p><script src="a.js"></script><img src="b.png" alt="x">', a_js="window.ran = 1"
    )
    browser.visit(page, "cuối-bài")

    assert 1 == browser.evaluate("window.ran")
    assert "cuối-bài" == browser.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert browser.evaluate("document.querySelector(':target').id === 'cuối-bài'")
    assert "%231" in browser.url() and "%20" in browser.url()
    assert 1 == len(browser.failed())


def test_visiting_an_absent_file_is_refused(browser: Browser, tmp_path: Path) -> None:
    """A test that mistypes a path fails at once, instead of judging the browser's error page."""
    with pytest.raises(FileNotFoundError):
        browser.visit(tmp_path / "absent.html")


def test_keys_clicks_and_typing_reach_the_page(browser: Browser, tmp_path: Path) -> None:
    """Real events arrive: Tab moves the focus, Space and Enter press, Vietnamese letters are typed."""
    body = (
        '<button id="a">a</button><button id="b">b</button><input id="c" aria-label="c"><output></output>'
        '<select id="d" aria-label="d"><option>1</option><option>2</option></select><script src="a.js"></script>'
    )
    script = """
        const said = document.querySelector("output");
        for (const button of document.querySelectorAll("button")) {
          button.onclick = event => { said.textContent += button.id + (event.isTrusted ? "!" : "?") };
        }
    """
    focus = "document.activeElement.id"
    browser.visit(make_page(tmp_path, body, a_js=script))
    browser.press("Tab")
    assert "a" == browser.evaluate(focus)
    browser.press("Enter", "Tab", "Space", "Shift+Tab")
    assert "a" == browser.evaluate(focus)
    browser.click("#b")
    browser.type("#c", "mật khẩu")
    browser.press("Tab", "ArrowDown")

    assert "a!b!b!" == browser.text("output")
    assert "mật khẩu" == browser.evaluate("document.querySelector('#c').value")
    assert "2" == browser.evaluate("document.querySelector('#d').value")


def test_a_click_on_a_link_leads_to_the_next_page(browser: Browser, tmp_path: Path) -> None:
    """The way through a site can be followed, and its requests are gathered."""
    make_page(tmp_path, "<p id='there'>there</p>", name="next.html")
    browser.visit(make_page(tmp_path, '<a href="next.html#there">go</a>'))
    browser.click("a")
    browser.wait_for("#there")

    assert browser.url().endswith("/next.html#there")
    assert ["page.html", "next.html#there"] == [url.rpartition("/")[2] for url in browser.requests()] or [
        "page.html",
        "next.html",
    ] == [url.rpartition("/")[2] for url in browser.requests()]


def test_waiting_ends_with_the_event_or_with_a_timeout(browser: Browser, tmp_path: Path) -> None:
    """What comes late is waited for; what never comes is a TimeoutError that names the expression."""
    script = "setTimeout(() => { document.querySelector('p').hidden = false; window.late = true }, 200)"
    browser.visit(make_page(tmp_path, '<p hidden>late</p><script src="a.js"></script>', a_js=script))
    browser.wait_for("p")
    browser.wait_until("window.late")

    assert "late" == browser.text("p")
    with pytest.raises(TimeoutError, match="window.never"):
        browser.wait_until("window.never", seconds=0.2)
    with pytest.raises(LookupError):
        browser.text("blink")


def test_a_failing_expression_is_a_failed_script(browser: Browser, tmp_path: Path) -> None:
    """A promise is awaited; a throw comes back as ScriptFailed in every browser."""
    browser.visit(make_page(tmp_path, ""))

    assert {"a": [1, "hai", None]} == browser.evaluate("Promise.resolve({a: [1, 'hai', null]})")
    with pytest.raises(ScriptFailed, match="absent"):
        browser.evaluate("absent.thing")


@pytest.mark.parametrize("name", BROWSER_NAMES)
def test_the_viewer_is_set_up_as_asked(name: BrowserName, equipment: Equipment, tmp_path: Path) -> None:
    """Scripts off means off; size, dark colours and reduced motion reach the page."""
    if name == "chrome109" and equipment.chrome109 is None:
        pytest.skip("Chrome 109 is not available on this platform")
    page = make_page(
        tmp_path,
        '<p id="p">quiet</p><noscript><p id="no">none</p></noscript><script src="a.js"></script><img src="absent.png" alt="x">',
        a_js="document.querySelector('#p').textContent = 'ran'",
    )
    with open_browser(name, equipment, width=360, height=640, scripts=False, reduced_motion=True, dark=True) as browser:
        browser.visit(page)

        assert "quiet" == browser.text("#p")
        assert "none" == browser.text("#no")
        assert [360, 640] == browser.evaluate("[innerWidth, innerHeight]")
        assert browser.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        assert browser.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
        assert 1 == len(browser.failed())
        browser.wait_for("#no")
        browser.screenshot(tmp_path / "page.png")


def test_the_plain_viewer_is_plain(browser: Browser, tmp_path: Path) -> None:
    """Without options: a common laptop screen, light, with motion."""
    browser.visit(make_page(tmp_path, ""))

    assert [1366, 768] == browser.evaluate("[innerWidth, innerHeight]")
    assert browser.evaluate("matchMedia('(prefers-color-scheme: light)').matches")
    assert browser.evaluate("matchMedia('(prefers-reduced-motion: no-preference)').matches")


def test_what_pages_store_is_forgotten(browser: Browser, tmp_path: Path) -> None:
    """Stored values live until the browser forgets."""
    page = make_page(tmp_path, "")
    for store in ("localStorage", "sessionStorage"):
        browser.visit(page)
        browser.evaluate(f"{store}.setItem('k', 'v')")
        browser.visit(page)
        assert "v" == browser.evaluate(f"{store}.getItem('k')")
        browser.forget()
        browser.visit(page)

        assert browser.evaluate(f"{store}.getItem('k')") is None


@pytest.mark.parametrize("name", BROWSER_NAMES)
def test_a_profile_keeps_what_pages_store(name: BrowserName, equipment: Equipment, tmp_path: Path) -> None:
    """With a profile, the next start of the browser finds what the last one stored."""
    if name == "chrome109" and equipment.chrome109 is None:
        pytest.skip("Chrome 109 is not available on this platform")
    page = make_page(tmp_path, "")
    for expected in (None, "v"):
        with open_browser(name, equipment, profile=tmp_path / "profile") as browser:
            browser.visit(page)

            assert expected == browser.evaluate("localStorage.getItem('k')")
            browser.evaluate("localStorage.setItem('k', 'v')")
            browser.wait_until("localStorage.getItem('k') === 'v'")


def test_a_neighbouring_file_cannot_be_fetched(browser: Browser, tmp_path: Path) -> None:
    """The protection of files is on: geckodriver alone would switch it off in Firefox."""
    script = "fetch('a.json').then(() => { window.got = 'fetched' }, () => { window.got = 'refused' })"
    page = make_page(tmp_path, '<script src="a.js"></script>', csp="", a_js=script, a_json='{"a": 1}')
    browser.visit(page)
    browser.wait_until("window.got")

    assert "refused" == browser.evaluate("window.got")
    assert "a.json" in "\n".join(browser.errors())
    if browser.name != "chrome109":  # it refuses before there is a request
        assert [page.with_name("a.json").as_uri()] == browser.failed()


def test_firefox_keeps_storage_apart_for_every_file(firefox: Firefox, tmp_path: Path) -> None:
    """The other half of the protection: two files share no storage."""
    firefox.visit(make_page(tmp_path, "", name="a.html"))
    firefox.evaluate("localStorage.setItem('k', 'v')")
    firefox.visit(make_page(tmp_path, "", name="b.html"))

    assert firefox.evaluate("localStorage.getItem('k')") is None


def test_an_unasked_popup_is_stopped(browser: Browser, tmp_path: Path) -> None:
    """A popup that no click asked for does not open, as at a reader's."""
    if browser.name == "chrome109":
        pytest.skip("this build of Chrome 109 has no popup blocker")
    make_page(tmp_path, "", name="b.html")
    script = "window.popup = window.open('b.html') ? 'open' : 'stopped'"
    browser.visit(make_page(tmp_path, '<script src="a.js"></script>', a_js=script))

    assert "stopped" == browser.evaluate("window.popup")


@pytest.mark.parametrize("features", ["", "popup,width=400,height=300"])
def test_an_error_in_a_popup_is_seen(browser: Browser, tmp_path: Path, features: str) -> None:
    """A popup that a click opened is watched too."""
    page = make_page(
        tmp_path,
        '<button>go</button><script src="a.js"></script>',
        a_js=f"document.querySelector('button').onclick = () => {{ window.popup = open('b.html', '_blank', '{features}') }}",
        b_html='<!doctype html><script src="b.js"></script>',
        b_js='throw new Error("in the popup"); ',
    )
    browser.visit(page)
    browser.click("button")
    browser.wait_until("window.popup && true")
    browser._pause(0.5)  # nothing in the opener tells when the popup's script has run

    assert "in the popup" in "\n".join(browser.errors())
    assert "b.js" in [url.rpartition("/")[2] for url in browser.requests()]


def test_a_screenshot_is_taken(browser: Browser, tmp_path: Path) -> None:
    """PNG files, of the page area and of the whole page."""
    browser.visit(make_page(tmp_path, "<p>x</p>" * 100))
    small, large = tmp_path / "small.png", tmp_path / "large.png"
    browser.screenshot(small)
    browser.screenshot(large, full_page=True)
    heights = [int.from_bytes(picture.read_bytes()[20:24]) for picture in (small, large)]

    assert 768 == heights[0] < heights[1]


@pytest.mark.parametrize("name", ["chrome109", "chromium"])
def test_chromium_prints_and_counts(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """PDF and counters work in both, under a slowed processor too (how slow is for a benchmark to say)."""
    chromium: Chromium = request.getfixturevalue(name)
    chromium.throttle(2)
    chromium.visit(make_page(tmp_path, "<p>x</p>"))
    chromium.throttle(1)
    chromium.pdf(tmp_path / "page.pdf", format="A4")

    assert chromium.metrics()["JSHeapUsedSize"] > 0
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_chrome109_is_chrome_109(chrome109: Chromium, tmp_path: Path) -> None:
    """The old browser really is the old one."""
    chrome109.visit(make_page(tmp_path, ""))

    assert "Chrome/109." in chrome109.evaluate("navigator.userAgent")
    assert not chrome109.evaluate("'popover' in HTMLElement.prototype")


def test_the_current_browsers_are_current(chromium: Chromium, firefox: Firefox, tmp_path: Path) -> None:
    """The other two are newer, and Firefox is Firefox."""
    page = make_page(tmp_path, "")
    for newer, sign in ((chromium, "Chrome/"), (firefox, "Firefox/")):
        newer.visit(page)
        version = newer.evaluate("navigator.userAgent").partition(sign)[2].partition(".")[0]

        assert int(version) > 114


def test_axe_finds_a_real_fault(browser: Browser, tmp_path: Path) -> None:
    """Under the strict CSP, axe names the rule and the place, and finds nothing on a sound page."""
    bad = make_page(tmp_path, '<img id="a" src="a.svg">', a_svg='<svg xmlns="http://www.w3.org/2000/svg"/>')
    good = make_page(tmp_path, '<img src="a.svg" alt="A bag">', name="good.html")
    browser.visit(bad)
    violations = run_axe(browser)

    assert [("image-alt", "critical", ("#a",))] == [(v.rule, v.impact, v.places) for v in violations]
    browser.visit(good)
    assert [] == run_axe(browser)
    assert [] == browser.errors()


def test_the_validator_finds_real_faults(equipment: Equipment, tmp_path: Path) -> None:
    """One run over several files, also with awkward names, gives file, line and rule; sound pages give nothing."""
    awkward = tmp_path / "Bài học #1 [a] (100%)"
    good = make_page(tmp_path, "<p>x</p>", name="good.html")
    nested = make_page(awkward, "<p><div>x</div></p>", name="nested [b].html")
    skipping = make_page(tmp_path, '<p id="a">x</p>\n<p id="a">y</p>\n<h3>z</h3>', name="skipping.html")
    faults = validate([good, nested, skipping], equipment)

    assert {
        (nested, 4, "no-implicit-close"),
        (skipping, 5, "no-dup-id"),
        (skipping, 6, "heading-level"),
    } <= {(fault.path, fault.line, fault.rule) for fault in faults}
    assert good not in {fault.path for fault in faults}
    assert [] == validate([good], equipment)
    with pytest.raises(FileNotFoundError):
        validate([good, tmp_path / "absent.html"], equipment)


def test_installing_again_is_quick_and_silent(equipment: Equipment) -> None:
    """Nothing is fetched twice."""
    said: list[str] = []

    assert equipment == install(PROJECT, said.append)
    assert [] == said


def test_the_lock_file_names_no_registry_and_every_hash() -> None:
    """Each machine fetches from the registry that it is set up for, and gets the same packages."""
    lock = json.loads(Path(__file__).with_name("package-lock.json").read_text(encoding="utf-8"))
    packages = [package for folder, package in lock["packages"].items() if folder]

    assert packages
    assert not any("resolved" in package for package in packages)
    assert all("integrity" in package for package in packages)
