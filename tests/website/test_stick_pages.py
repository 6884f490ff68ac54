"""The pages for the root of a stick: each opens alone and everywhere, checks a stick, and writes a school's numbers."""

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from lessonkit.content.help import SLOTS
from lessonkit.content.library import Library
from lessonkit.website.stick import STICK_PAGES
from tests.equipment.axe import run_axe
from tests.equipment.browsers import Browser, open_browser
from tests.equipment.chromium import Chromium
from tests.equipment.validator import validate
from tests.website.sticks import FOLDER, PACKED, copy_of, fill_marks, fingerprint_of, make_stick, sign, write, write_list

NAMES = sorted(page.name for page in STICK_PAGES)
PLAIN = ("BAT-DAU.html", "GIAO-VIEN.html", "HOC-SINH.html")
LOOKS = ("BAT-DAU.html", "HOC-SINH.html", "KIEM-TRA.html", "DIEN-THONG-TIN.html", "BAN-GIAO.html", "NHAN.html")
"""One page of each look: the others have the same templates and styles."""
ONE_SHEET = ("DIEN-THONG-TIN.html", "HUONG-DAN.html", "BAN-GIAO.html", "NHAN.html", "THU-HOI.html")
INDEX = f"{FOLDER}/pupil/vi/index.html"
HARMLESS = ("desktop.ini", "Thumbs.db", "._BAT-DAU.html", "giao an cua toi/tiet 1.docx", "System Volume Information/x")
KEY = ec.derive_private_key(20261122, ec.SECP256R1())
"""A key of no one: the numbers of these tests are the same every day."""


@pytest.fixture(scope="session")
def stick(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed stick as it leaves the hands of whoever packed it, under a name that breaks addresses."""
    return make_stick(dist, tmp_path_factory.mktemp("sticks") / "USB #1 của trường", PACKED - {"unsigned"} | {"signed"}, KEY)


@pytest.fixture(scope="session")
def pages(dist: Path, stick: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages with their marks filled, also those that stay with whoever packs."""
    folder = tmp_path_factory.mktemp("pages")
    for path in (dist / "stick").iterdir():
        text = path.read_text(encoding="utf-8")
        write(folder / path.name, fill_marks(text, PACKED - {"unsigned"} | {"signed"}, fingerprint_of(KEY)))
    return folder


def test_the_build_makes_every_page_and_no_other_file(dist: Path):
    assert NAMES == sorted(path.name for path in (dist / "stick").iterdir())


def test_the_validator_finds_nothing_whatever_is_packed(pages: Path, dist: Path, equipment, tmp_path: Path):
    for path in (dist / "stick").iterdir():
        write(tmp_path / path.name, fill_marks(path.read_text(encoding="utf-8"), {"pupil", "vi", "06-08", "unsigned"}))

    assert [] == validate([*pages.iterdir(), *tmp_path.iterdir()], equipment)


def test_a_page_needs_no_other_file_and_forbids_what_is_not_its_own(dist: Path):
    for path in (dist / "stick").iterdir():
        text = path.read_text(encoding="utf-8")

        assert not re.findall(r'<(?:link|script|img)\s[^>]*(?:href|src)=|url\(|@import|\son\w+="|\sstyle="', text), path
        assert "default-src 'none'" in text and "'unsafe" not in text, path


@pytest.mark.parametrize("name", PLAIN)
def test_a_page_that_internet_explorer_may_open_asks_nothing_new_of_it(dist: Path, name: str):
    text = (dist / "stick" / name).read_text(encoding="utf-8")
    style = text.partition("<style>")[2].partition("</style>")[0]
    new = (
        "var(",
        "grid",
        "flex",
        "clamp(",
        "min(",
        "max(",
        "inset",
        ":is(",
        ":where(",
        ":has(",
        "object-fit",
        "sticky",
        "flow-root",
    )

    assert [] == [word for word in new if word in style]
    assert "<script" not in text
    assert "<details" not in text and "<template" not in text and "<picture" not in text
    assert "Bấm chuột phải vào tệp → Mở bằng → Chrome hoặc Cốc Cốc" in text
    assert "@supports (display: block) { .old { display: none; } }" in style


def test_the_notice_for_old_browsers_is_seen_only_there(browser: Browser, pages: Path):
    browser.visit(pages / "BAT-DAU.html")

    assert "none" == browser.evaluate("getComputedStyle(document.querySelector('.old')).display")


def test_every_link_leads_to_what_is_packed(stick: Path, pages: Path, dist: Path):
    on_stick = {path.relative_to(stick).as_posix() for path in stick.rglob("*.html")}
    editions = {f"{FOLDER}/{path.relative_to(dist).as_posix()}" for path in dist.rglob("*.html")}
    for path in stick.glob("*.html"):
        links = set(re.findall(r'\shref="([^"]+)"', path.read_text(encoding="utf-8")))

        phone = {
            link for link in links if re.fullmatch(rf"{FOLDER}/phone/ba-lo-an-toan-(\d\d-\d\d|gia-dinh)-(vi|en)\.html", link)
        }
        assert set() == links - on_stick - editions - phone, path
        assert links, path


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("teacher", ["GIAO-VIEN.html", f"{FOLDER}/teacher"]),
        ("phone", ["/phone/"]),
        ("en", ["/en/", "-en.html"]),
        ("09-11", ["/09-11/", "-09-11-"]),
    ],
)
def test_no_door_leads_to_what_was_left_out(dist: Path, left_out: str, words: list[str]):
    for name in PLAIN[:1] + PLAIN[2:]:
        text = fill_marks((dist / "stick" / name).read_text(encoding="utf-8"), PACKED - {left_out})

        assert [] == [word for word in words if word in text], name


def test_both_languages_are_there_and_marked(pages: Path):
    for path in pages.iterdir():
        text = path.read_text(encoding="utf-8")

        assert '<html lang="vi">' in text
        assert text.count('lang="en"') > 8, path


def test_every_page_says_which_edition_it_is_of_and_whom_to_call(pages: Path, library: Library):
    for path in pages.iterdir():
        text = path.read_text(encoding="utf-8")

        assert f'content="stick {library.version} {library.date}"' in text
        assert '<b class="number">111</b>' in text


@pytest.mark.xdist_group("stick")
@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_everywhere_without_error_and_asks_for_nothing(started_browser, pages: Path, name: str):
    for browser in map(started_browser, ("chromium", "chrome109", "firefox")):
        browser.visit(pages / name)

        assert [] == browser.errors()
        assert [(pages / name).as_uri()] == browser.requests()


@pytest.mark.xdist_group("stick")
def test_axe_finds_nothing_on_a_page_of_each_look(chromium: Chromium, pages: Path):
    for name in LOOKS:
        chromium.visit(pages / name)

        assert [] == run_axe(chromium), name


def test_no_page_is_wider_than_a_phone(equipment, pages: Path):
    with open_browser("chromium", equipment, width=360, height=740) as phone:
        for name in NAMES:
            phone.visit(pages / name)

            assert 360 >= phone.evaluate("document.documentElement.scrollWidth"), name


@pytest.mark.xdist_group("stick")
@pytest.mark.parametrize("name", ONE_SHEET)
def test_what_is_printed_takes_one_sheet_and_nothing_is_cut_off(chromium: Chromium, pages: Path, name: str, tmp_path: Path):
    chromium.visit(pages / name)
    chromium.page.set_viewport_size({"width": 794, "height": 1123})
    chromium.page.emulate_media(media="print")
    chromium.pdf(tmp_path / "page.pdf", prefer_css_page_size=True)
    lowest = chromium.evaluate(
        "Math.max(...[...document.querySelectorAll('.a4 > :not(.folio)')].map(part => part.getBoundingClientRect().bottom))"
    )
    foot = chromium.evaluate("(e => e ? e.getBoundingClientRect().top : 1123)(document.querySelector('.folio'))")
    chromium.page.set_viewport_size({"width": 1366, "height": 768})

    assert 1 == len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "page.pdf").read_bytes()))
    assert lowest < foot


def test_without_scripts_the_check_says_what_else_to_do(equipment, pages: Path):
    with open_browser("chromium", equipment, scripts=False) as browser:
        browser.visit(pages / "KIEM-TRA.html")

        assert "sha256sum -c SHA256SUMS" in browser.text("#by-hand")
        assert not browser.evaluate("!!document.querySelector('.pick').offsetHeight")
        assert browser.evaluate("!!document.querySelector('.able-never').offsetHeight")


@pytest.mark.xdist_group("stick")
@pytest.mark.parametrize("name", ("chromium", "chrome109", "firefox"))
def test_a_stick_as_it_was_packed_is_the_same_whatever_a_teacher_keeps_beside_it(started_browser, stick: Path, name, tmp_path):
    browser = started_browser(name)
    used = copy_of(stick, tmp_path / "used")
    for path in HARMLESS:
        write(used / path, "something of somebody's own")
    write(used / FOLDER / "pupil" / "desktop.ini", "[ViewState]")
    write(used / FOLDER / "pupil" / "local.js", 'window.kitLocal = {"counsellor": "Tổ tư vấn"};')
    told = check(browser, stick / "KIEM-TRA.html", used)

    assert ("same", "good", 6) == (told["verdict"], told["signature"], told["own"])
    assert [f"{FOLDER}/pupil/local.js", f"{FOLDER}/teacher/local.js"] == told["local"]
    assert [] == told["changed"] + told["missing"] + told["added"] + told["intruder"] + told["leftover"]
    assert fingerprint_of(KEY) == browser.text("#outcome .fingerprint")
    assert browser.evaluate("document.activeElement.id === 'outcome'")
    assert "22/11/2026" in browser.text("#outcome .facts") and "22 November 2026" in browser.text("#outcome .facts")
    assert [] == browser.errors() and [] == run_axe(browser)
    shown = browser.evaluate("[...document.querySelectorAll('.verdict')].filter(e => e.offsetHeight).map(e => e.dataset.when)")
    assert ["same"] == shown


@pytest.mark.xdist_group("stick")
def test_every_kind_of_change_is_named(chromium: Chromium, stick: Path, tmp_path: Path):
    damaged = copy_of(stick, tmp_path / "damaged")
    write(damaged / INDEX, "changed")
    (damaged / "HUONG-DAN.html").unlink()
    for path in (
        f"{FOLDER}/pupil/new.html",
        "bo/stray.txt",
        "kiem-tra.HTML",
        "autorun.inf",
        "Ảnh lớp 7A.LNK",
        "\u00a0\u200b/photo.jpg",
    ):
        write(damaged / path, "who put it there?")
    told = check(chromium, stick / "KIEM-TRA.html", damaged)

    assert ("differs", "good", 0) == (told["verdict"], told["signature"], told["own"])
    assert [INDEX] == told["changed"]
    assert ["HUONG-DAN.html"] == told["missing"]
    assert [f"{FOLDER}/pupil/new.html", "bo/stray.txt", "kiem-tra.HTML"] == sorted(told["added"])
    assert sorted(["autorun.inf", "Ảnh lớp 7A.LNK", "\u00a0\u200b"]) == sorted(told["intruder"])
    for path in ("autorun.inf", "bo/stray.txt", INDEX, "HUONG-DAN.html", "[U+00A0][U+200B]"):
        assert path in chromium.text(".lists")
    assert [] == chromium.errors() and [] == run_axe(chromium)


@pytest.mark.xdist_group("stick")
def test_a_folder_without_a_list_an_unreadable_list_and_an_unfinished_copy_are_told_apart(
    chromium: Chromium, stick: Path, tmp_path: Path
):
    page = stick / "KIEM-TRA.html"
    copied = copy_of(stick, tmp_path / "copied")
    listed = (copied / "SHA256SUMS").read_text()
    write(copied / "bo" / "plan.json", "{}")
    assert "unfinished" == check(chromium, page, copied)["verdict"]
    (copied / "bo" / "plan.json").rename(tmp_path / "plan.json")
    write(copied / "SHA256SUMS", f"{listed}x\n")
    assert "unreadable" == check(chromium, page, copied)["verdict"]
    (copied / "SHA256SUMS").unlink()
    told = check(chromium, page, copied)
    assert ("not-a-kit", "none") == (told["verdict"], told["signature"])
    (tmp_path / "plan.json").rename(copied / "bo" / "plan.json")
    assert "unfinished" == check(chromium, page, copied)["verdict"]


@pytest.mark.xdist_group("stick")
def test_a_list_with_a_line_that_is_not_ours_is_not_read_at_all(chromium: Chromium, stick: Path):
    listed = (stick / "SHA256SUMS").read_text()
    hash, first = listed.splitlines()[0].split("  ")
    chromium.visit(stick / "KIEM-TRA.html")
    paths = (first, first.lower(), "../x", "a/../x", "/x", "a\\b", "C:x", "Bài.html", "a\r", "a b", "")
    strange = [f"{listed}{line}\n" for line in (*(f"{hash}  {path}" for path in paths), "", hash, f"{hash} *x", f" {hash}  x")]

    assert "Map" == chromium.evaluate(f"window.kitVerdict.readList({json.dumps(listed)}).constructor.name")
    for text in (*strange, "", f"\ufeff{listed}", listed[:-1], f"{listed[:64].upper()}{listed[64:]}"):
        assert None is chromium.evaluate(f"window.kitVerdict.readList({json.dumps(text)})"), text[-80:]


@pytest.mark.xdist_group("stick")
def test_files_of_an_older_edition_do_no_harm(chromium: Chromium, dist: Path, tmp_path: Path):
    old = "an older page"
    leftover = {f"{FOLDER}/pupil/old.html": "9a7d2f2f", f"{FOLDER}/pupil/left.html": sha256(old)}
    stick = make_stick(dist, tmp_path / "stick", leftover=leftover)
    for path in leftover:
        write(stick / path, old)
    told = check(chromium, stick / "KIEM-TRA.html", stick)

    assert [f"{FOLDER}/pupil/left.html"] == told["leftover"]
    assert ([f"{FOLDER}/pupil/old.html"], [], "none") == (told["added"], told["changed"], told["signature"])


@pytest.mark.xdist_group("stick")
def test_a_signature_that_does_not_fit_and_another_key_are_told(chromium: Chromium, stick: Path, tmp_path: Path):
    forged = copy_of(stick, tmp_path / "forged")
    write(forged / INDEX, "forged")
    write_list(forged, [line[66:] for line in (forged / "SHA256SUMS").read_text().splitlines()])
    told = check(chromium, stick / "KIEM-TRA.html", forged)
    assert ("differs", "bad", []) == (told["verdict"], told["signature"], told["changed"])
    assert chromium.evaluate("!!document.querySelector('.verdict.differs [data-when=signature-bad]').offsetHeight")
    assert not chromium.evaluate("!!document.querySelector('.verdict.differs [data-when=wrong]').offsetHeight")

    sign(forged, ec.derive_private_key(1, ec.SECP256R1()))
    told = check(chromium, stick / "KIEM-TRA.html", forged)
    assert ("same", "good") == (told["verdict"], told["signature"])
    assert chromium.evaluate("!!document.querySelector('[data-when=key-other]').offsetHeight")
    assert not chromium.evaluate("!!document.querySelector('[data-when=key-known]').offsetHeight")

    sign(forged, None)
    assert ("same", "none") == ((told := check(chromium, stick / "KIEM-TRA.html", forged))["verdict"], told["signature"])
    write(forged / "SHA256SUMS.sig", "no JSON")
    assert "bad" == check(chromium, stick / "KIEM-TRA.html", forged)["signature"]
    (forged / "SHA256SUMS.sig").unlink()
    assert ("differs", "bad") == ((told := check(chromium, stick / "KIEM-TRA.html", forged))["verdict"], told["signature"])


@pytest.mark.xdist_group("stick")
def test_two_sticks_are_compared_and_a_recalled_edition_is_told(chromium: Chromium, stick: Path, dist: Path, tmp_path: Path):
    recalled = [{"date": "2026-11-22", "vi": "Một số điện thoại sai.", "en": "A wrong number."}]
    newer = make_stick(dist, tmp_path / "newer", date="2027-01-10", version="0.2.0", bands=["06-08"], recalled=recalled)
    check(chromium, stick / "KIEM-TRA.html", stick)
    told = compare(chromium, "#other-stick", newer)
    assert ("there", recalled[0], None) == (told["newer"], told["recalled"]["here"], told["recalled"]["there"])
    assert ["09-11", "12-14", "15-17", "18-24"] == told["only"]["here"]
    assert told["files"] > 0
    assert "Một số điện thoại sai." in chromium.text("#compared") and "A wrong number." in chromium.text("#compared")
    assert [] == chromium.errors() and [] == run_axe(chromium)

    assert ("none", 0) == ((told := compare(chromium, "#other-stick", stick))["newer"], told["files"])
    write(tmp_path / "10.json", json.dumps({"id": "ba-lo-an-toan", "date": "2026-11-22", "version": "0.0.10"}))
    assert "here" == compare(chromium, "#other-catalog", tmp_path / "10.json")["newer"]
    write(tmp_path / "other.json", '{"id": "another"}')
    assert "other-kit" == compare(chromium, "#other-catalog", tmp_path / "other.json")["newer"]
    write(tmp_path / "broken.json", "no JSON")
    assert "unknown" == compare(chromium, "#other-catalog", tmp_path / "broken.json")["newer"]


@pytest.mark.xdist_group("stick")
@pytest.mark.parametrize("name", ("chromium", "chrome109"))
def test_a_schools_numbers_go_into_the_file_as_they_were_typed_and_nothing_breaks_out(
    started_browser, pages: Path, name, tmp_path
):
    browser = started_browser(name)
    typed = ["Cô \"Hoa\" \\ phòng 'y tế' </script><b>", "Tổ tư vấn\u2028alert(1) ${x} $& $1", "Công an xã, 0900 000 000", ""]
    browser.visit(pages / "DIEN-THONG-TIN.html")
    for slot, text in zip(SLOTS, typed):
        browser.page.fill(f"#{slot}", text)
    shown = [browser.text(f"[data-blank={slot}]") for slot in SLOTS]
    saved = save(browser, tmp_path / "local.js")
    values = kept_by(browser, saved)
    browser.page.reload()
    browser.page.set_input_files("#load", tmp_path / "local.js")
    browser.wait_for("#said [data-when=loaded]")

    assert ["Cô", "Tổ", "Công", ""] == [text.split()[0] if text else "" for text in shown]
    assert typed[0] == values["trusted-adult"]
    assert typed[1].replace("\u2028", " ") == values["counsellor"]
    assert (list(SLOTS), "") == (list(values), values["child-line"])
    assert "<" not in saved and "\u2028" not in saved
    assert list(values.values()) == [browser.evaluate(f"document.getElementById('{slot}').value") for slot in SLOTS]
    assert [] == browser.errors()


@pytest.mark.xdist_group("stick")
def test_an_empty_form_gives_the_file_that_a_kit_is_built_with(chromium: Chromium, pages: Path, dist: Path, tmp_path: Path):
    chromium.visit(pages / "DIEN-THONG-TIN.html")

    assert (dist / "pupil" / "local.js").read_text(encoding="utf-8") == save(chromium, tmp_path / "local.js")


@pytest.mark.xdist_group("stick")
def test_a_file_filled_in_by_hand_is_read_and_never_run(chromium: Chromium, pages: Path):
    chromium.visit(pages / "DIEN-THONG-TIN.html")
    read = "window.kitNumbers.read"
    by_hand = """// của trường
window.kitLocal = {
  'counsellor' : 'Cô Hoa', // ở phòng 12
  x: "a\\"b",
};"""

    assert {"counsellor": "Cô Hoa", "x": 'a"b'} == chromium.evaluate(f"{read}({json.dumps(by_hand)})")
    for text in ("", "alert(1)", 'window.kitLocal = {"counsellor": "no end', 'window.kitLocal = {"counsellor": alert(1)};'):
        assert None is chromium.evaluate(f"{read}({json.dumps(text)})"), text


@pytest.mark.xdist_group("stick")
def test_where_the_browser_may_write_the_numbers_go_to_every_place_of_the_stick_and_nowhere_else(
    chromium: Chromium, pages: Path
):
    """A made-up folder stands in for the picker, which no driver can press."""
    places = [f"{FOLDER}/pupil/local.js", f"{FOLDER}/teacher/local.js", "bo/../autorun.inf", "bo/x/pupil/index.html"]
    chromium.visit(pages / "DIEN-THONG-TIN.html")
    chromium.evaluate(f"""(() => {{
        window.written = {{}};
        const catalog = {{ text: async () => JSON.stringify({{ local: {json.dumps(places)} }}) }};
        const stream = (path) => ({{ write: async (text) => {{ window.written[path] = text; }}, close: async () => {{}} }});
        const file = (path) => ({{ getFile: async () => catalog, createWritable: async () => stream(path) }});
        const folder = (path) => ({{
            getDirectoryHandle: async (name) => folder(`${{path}}${{name}}/`),
            getFileHandle: async (name) => file(path + name),
        }});
        window.showDirectoryPicker = async () => folder("");
    }})()""")
    chromium.page.fill("#counsellor", "Tổ tư vấn")
    chromium.click("#write")
    chromium.wait_for("#said [data-when=written]")
    written = chromium.evaluate("window.written")

    assert places[:2] == sorted(written)
    assert all('"counsellor": "Tổ tư vấn"' in text for text in written.values())


def check(browser: Browser, page: Path, folder: Path) -> dict:
    """Let a page check a folder, and return what it says in the form of `verify --format json`."""
    browser.visit(page)
    if browser.name == "chromium":
        browser.page.set_input_files("#stick", folder)
    else:
        hand_over(browser, folder)
    browser.wait_until("!!document.querySelector('output').dataset.verdict")
    return json.loads(browser.evaluate("document.querySelector('output').dataset.verdict"))


def hand_over(browser: Browser, folder: Path) -> None:
    """Give the files of a folder to the page in Chrome 109 and Firefox, whose drivers can pick no folder."""
    files = [
        [path.name, f"USB/{path.relative_to(folder).as_posix()}", base64.b64encode(path.read_bytes()).decode()]
        for path in folder.rglob("*")
        if path.is_file()
    ]
    browser.evaluate(f"""(() => {{
        window.held = {json.dumps(files)}.map(([name, path, bytes]) => {{
            const file = new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name);
            Object.defineProperty(file, "webkitRelativePath", {{ value: path }});
            return file;
        }});
        const input = document.querySelector("#stick");
        Object.defineProperty(input, "files", {{ value: window.held }});
        input.dispatchEvent(new Event("change"));
    }})()""")


def compare(browser: Chromium, picker: str, other: Path) -> dict:
    """Let the page compare the stick that it has checked with another."""
    browser.evaluate("delete document.querySelector('output').dataset.comparison")
    browser.page.set_input_files(picker, other)
    browser.wait_until("!!document.querySelector('output').dataset.comparison")
    return json.loads(browser.evaluate("document.querySelector('output').dataset.comparison"))


def save(browser: Chromium, path: Path) -> str:
    with browser.page.expect_download() as saving:
        browser.click("#save")
    shutil.copy(saving.value.path(), path)
    assert "local.js" == saving.value.suggested_filename
    return path.read_bytes().decode()


def kept_by(browser: Chromium, script: str) -> dict[str, str]:
    """Return what a kit's page gets from a `local.js`."""
    return browser.evaluate(f"(() => {{ {script}; return window.kitLocal; }})()")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
