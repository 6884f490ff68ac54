"""Files that no text sample can hold: broken bytes, hidden signs, links, sizes and depths that wear a reader out.

Each case spoils a sound kit and says what must be found, and where. Nothing may raise, nothing may take long.
"""

import os
import shutil
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lessonkit.checking.printer import as_text
from lessonkit.content.reading import read_library
from lessonkit.content.urgent import URGENT_SECTIONS
from lessonkit.project import LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
from tests.checking.samples import ROOT, Told, check, make_sound_kit, told
from tests.equipment.silence import silence

LESSON = "lessons/15-17/secret-call"
VI, EN, DRAWING = f"{LESSON}/vi.md", f"{LESSON}/en.md", f"{LESSON}/circle.svg"
TEACHERS = "kits/teachers/en.md"
URGENT, LOCAL = "help/urgent/secret-asked/vi.md", "help/local/truong-hoa-sen.yml"
CASE = "help/urgent/secret-asked"
SPOKEN = f"{CASE}/aloud/vi/now.mp3"
PARTS = ("title", *URGENT_SECTIONS)
ADDED = 13
"""The line of the teachers' page at which more text is added."""

LONGEST_CHECK = 10
"""Seconds of work, however busy the machine is."""


@dataclass(frozen=True)
class Case:
    """What is done to a sound kit, and what must be found in it then."""

    spoil: Callable[[Path], None]
    expected: frozenset[Told]


CASES: list[Case] = []


def finds(*expected: Told) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Note a case: a function that spoils a kit and whose name says how."""

    def note(spoil: Callable[[Path], None]) -> Callable[[Path], None]:
        CASES.append(Case(spoil, frozenset(expected)))
        return spoil

    return note


def add(root: Path, text: str | bytes) -> None:
    """Add text at the end of the teachers' page."""
    with (root / TEACHERS).open("ab") as page:
        page.write(b"\n" + (text.encode() if isinstance(text, str) else text) + b"\n")


def replace(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def record(root: Path, path: str, sound: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(sound)


def move_and_link(root: Path, path: Path) -> None:
    """Move a file or folder out of the kit and leave a link to it."""
    path.rename(root.parent / "elsewhere")
    path.symlink_to(root.parent / "elsewhere")


def in_windows_1258(text: str) -> bytes:
    """Write Vietnamese as old editors did: letters with roof, breve or horn, and the tone as a sign of its own."""
    signs = []
    for letter in unicodedata.normalize("NFD", text):
        composed = unicodedata.normalize("NFC", signs[-1] + letter) if signs else letter
        if letter in "\u0302\u0306\u031b" and len(composed) == 1:
            signs[-1] = composed
        elif letter in "\u0302\u0306\u031b":  # a roof that stands behind its tone
            signs[-2] = unicodedata.normalize("NFC", signs[-2] + letter)
        else:
            signs.append(letter)
    return "".join(signs).encode("cp1258")


def all_that_is_read(project: Project) -> list[object]:
    library = read_library(project)
    documents = [(document.meta, document.sections) for document in library.documents]
    written = {project.place(path).path: entries for path, entries in library.written.items()}
    return [documents, written, library.ids, library.version, library.date]


# Bytes


@finds((TEACHERS, ADDED + 1, "not-utf-8"))
def a_line_that_is_not_utf_8(root: Path) -> None:
    add(root, b"Right.\nTi\xea\xecng Vi\xea\xf2t\nRight.")


@finds((VI, 3, "not-utf-8"))
def a_whole_lesson_in_windows_1258(root: Path) -> None:
    (root / VI).write_bytes(in_windows_1258((root / VI).read_text(encoding="utf-8")))


@finds((URGENT, 3, "not-utf-8"))
def an_urgent_page_in_windows_1258(root: Path) -> None:
    (root / URGENT).write_bytes(in_windows_1258((root / URGENT).read_text(encoding="utf-8")))


@finds((LOCAL, 3, "not-utf-8"))
def a_schools_numbers_in_windows_1258(root: Path) -> None:
    (root / LOCAL).write_bytes(in_windows_1258((root / LOCAL).read_text(encoding="utf-8")))


@finds((EN, 1, "not-utf-8"))
def a_lesson_that_an_editor_saved_as_unicode(root: Path) -> None:
    (root / EN).write_text((root / EN).read_text(encoding="utf-8"), encoding="utf-16")


@finds(("locales/en/LC_MESSAGES/site.po", 2, "catalog-unreadable"))
def a_catalog_that_is_not_utf_8(root: Path) -> None:
    catalog = root / "locales/en/LC_MESSAGES/site.po"
    catalog.write_bytes(b"#\n# Ti\xea\xecng Anh\n" + catalog.read_bytes())


@finds((TEACHERS, ADDED, "hidden-character"))
def a_nul(root: Path) -> None:
    add(root, "Lis\0ten.")


@finds(*((TEACHERS, ADDED + line, "hidden-character") for line in range(6)))
def signs_that_nobody_sees(root: Path) -> None:
    add(root, "zero\u200bwidth\nright\u202eto left\nsoft\u00adhyphen\nline\u2028end\njoin\u2060ed\nmark\ufeff")


@finds((EN, 2, "hidden-character"), (EN, 3, "key-unknown"))
def a_hidden_line_end_in_the_front_matter_shifts_no_line(root: Path) -> None:
    replace(root, EN, '"The call', '"The\u2028 call')
    replace(root, EN, "summary:", "hint: none\nsummary:")


@finds((EN, 1, "front-matter-missing"))
def an_empty_translation(root: Path) -> None:
    (root / EN).write_bytes(b"")


@finds((VI, 1, "front-matter-missing"))
def an_empty_lesson(root: Path) -> None:
    (root / VI).write_bytes(b"")


# Sizes


@finds((EN, 1, "file-too-large"))
def a_lesson_of_two_megabytes(root: Path) -> None:
    (root / EN).write_bytes((root / EN).read_bytes() + b"Tell somebody.\n" * 140_000)


@finds((EN, 1, "file-too-large"))
def a_line_of_one_megabyte(root: Path) -> None:
    (root / EN).write_bytes(b"x" * 1024 * 1024)


@finds((TEACHERS, ADDED, "line-too-long"))
def a_line_of_thirty_thousand_letters(root: Path) -> None:
    add(root, "x" * 30_000)


@finds((EN, 2, "front-matter-too-large"))
def front_matter_of_seventeen_kilobytes(root: Path) -> None:
    replace(root, EN, "summary: ", "summary: >\n" + "  Tell somebody.\n" * 1_100 + "  ")


@finds((DRAWING, 1, "picture-too-large"))
def a_drawing_of_three_hundred_kilobytes(root: Path) -> None:
    (root / DRAWING).write_bytes((root / DRAWING).read_bytes() + b" " * 300 * 1024)


@finds((SPOKEN, 1, "recording-too-large"))
def a_recording_of_two_minutes(root: Path) -> None:
    record(root, SPOKEN, silence(120, 32))


@finds(
    (f"{CASE}/aloud/vi", 1, "recordings-over-budget"),
    *((f"{CASE}/aloud/vi/{part}.mp3", 1, "recording-too-large") for part in PARTS),
)
def a_page_of_help_that_is_read_for_a_quarter_of_an_hour(root: Path) -> None:
    for part in PARTS:
        record(root, f"{CASE}/aloud/vi/{part}.mp3", silence(170, 32))


@finds((SPOKEN, 1, "recording-bit-rate"))
def a_recording_fit_for_a_concert(root: Path) -> None:
    record(root, SPOKEN, silence(1, 64))


@finds((SPOKEN, 1, "recording-not-mp3"))
def a_recording_in_another_form(root: Path) -> None:
    record(root, SPOKEN, b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 9_000)


@finds((f"{CASE}/aloud/vi/first.mp3", 1, "recording-without-text"))
def a_recording_of_what_is_not_written(root: Path) -> None:
    record(root, f"{CASE}/aloud/vi/first.mp3", silence(1))


@finds((f"{CASE}/aloud/xx/now.mp3", 1, "recording-voice-unknown"))
def a_recording_in_a_language_without_a_name(root: Path) -> None:
    record(root, f"{CASE}/aloud/xx/now.mp3", silence(1))


@finds((f"{LESSON}/now.mp3", 1, "recording-misplaced"))
def a_recording_beside_a_lesson(root: Path) -> None:
    record(root, f"{LESSON}/now.mp3", silence(1))


@finds()
def recordings_in_two_languages_behind_the_name_of_the_speaker(root: Path) -> None:
    record(root, SPOKEN, b"ID3\x04\0\0\0\0\0\x0aTIT2 Lan..."[:20] + silence(20, 32) + b"TAG".ljust(128, b"\0"))
    record(root, f"{CASE}/aloud/hmn/title.mp3", silence(2))


@finds(*((TEACHERS, ADDED + line, "section-not-in-source") for line in range(10_000)))
def ten_thousand_headings(root: Path) -> None:
    add(root, "\n".join(f"## {{#a{number}}}" for number in range(10_000)))


@finds()
def a_quarter_of_a_megabyte_of_blank_lines(root: Path) -> None:
    add(root, "\n" * 250_000)


@finds()
def half_a_megabyte_of_links(root: Path) -> None:
    add(root, "[above](#before)\n\n" * 25_000)


# Depths


@finds((TEACHERS, ADDED, "nested-too-deep"))
def five_thousand_brackets_in_one_line(root: Path) -> None:
    add(root, "[" * 5_000 + "]" * 5_000)


@finds((TEACHERS, ADDED + 20, "nested-too-deep"))
def five_thousand_brackets_in_as_many_lines(root: Path) -> None:
    add(root, "[\n" * 5_000 + "]\n" * 5_000)


@finds((TEACHERS, ADDED, "nested-too-deep"))
def three_hundred_quotes_in_each_other(root: Path) -> None:
    add(root, "> " * 300 + "Tell somebody.")


@finds((TEACHERS, ADDED + 20, "nested-too-deep"))
def three_hundred_lists_in_each_other(root: Path) -> None:
    add(root, "\n".join("    " * depth + "- Tell somebody." for depth in range(300)))


@finds((TEACHERS, ADDED, "nested-too-deep"))
def three_hundred_lists_in_one_line(root: Path) -> None:
    add(root, "- " * 300 + "Tell somebody.")


@finds((EN, 2, "front-matter-alias"))
def front_matter_that_grows_without_end(root: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi"))
    replace(root, EN, "title:", bomb + "title:")


@finds((EN, 5, "front-matter-nested"))
def three_thousand_brackets_in_the_front_matter(root: Path) -> None:
    replace(root, EN, "objectives:", "threads: " + "[" * 3_000 + "]" * 3_000 + "\nobjectives:")


# Lines at which a careless pattern would try everything


@finds(
    (TEACHERS, ADDED + 8, "html-not-allowed"),
    (TEACHERS, ADDED + 10, "block-unknown"),
    (TEACHERS, ADDED + 10, "block-not-closed"),
    (TEACHERS, ADDED + 12, "heading-without-id"),
)
def lines_of_twenty_thousand_blanks_and_marks(root: Path) -> None:
    many = 19_000
    blanks = " " * many
    quiet = (f"x{blanks}[^", "`" * many + "a", "{" + "=" * many, "[a](" * 19 + "x" * many)
    add(root, "\n\n".join([*quiet, "<a:" * 6_000, f"///{blanks}!", f"## a{blanks}b"]))


@finds((DRAWING, 1, "drawing-without-size"))
def a_drawing_of_thirty_thousand_tags(root: Path) -> None:
    (root / DRAWING).write_text("<svg " * 30_000, encoding="utf-8")


# Names and links


@finds((EN, 1, "symlink"))
def a_translation_that_is_a_link(root: Path) -> None:
    move_and_link(root, root / EN)


@finds((VI, 1, "symlink"))
def a_lesson_that_is_a_link(root: Path) -> None:
    move_and_link(root, root / VI)


@finds((LESSON, 1, "symlink"))
def a_folder_that_is_a_link(root: Path) -> None:
    move_and_link(root, root / LESSON)


@finds((DRAWING, 1, "symlink"))
def a_drawing_that_is_a_link(root: Path) -> None:
    move_and_link(root, root / DRAWING)


@finds((f"{LESSON}/paired.yml", 1, "symlink"))
def a_record_of_pairing_that_is_a_link(root: Path) -> None:
    move_and_link(root, root / LESSON / "paired.yml")


@finds((URGENT, 1, "symlink"))
def an_urgent_page_that_is_a_link(root: Path) -> None:
    move_and_link(root, root / URGENT)


@finds((LOCAL, 1, "symlink"))
def a_schools_numbers_that_are_a_link(root: Path) -> None:
    move_and_link(root, root / LOCAL)


@finds((f"{LESSON}/ring", 1, "symlink"))
def a_folder_that_leads_back_to_itself(root: Path) -> None:
    (root / LESSON / "ring").symlink_to(root / LESSON)


@finds((f"{LESSON}/Circle.svg", 1, "names-collide"))
def two_names_that_differ_by_case_alone(root: Path) -> None:
    if (root / LESSON / "Circle.svg").exists():
        raise OSError("it takes both names for one")
    shutil.copy(root / DRAWING, root / LESSON / "Circle.svg")


@finds(("lessons/15-17/Secret-Call/circle.svg", 1, "names-collide"))
def two_folders_that_differ_by_case_alone(root: Path) -> None:
    (root / "lessons/15-17/Secret-Call").mkdir()
    shutil.copy(root / DRAWING, root / "lessons/15-17/Secret-Call")


@finds((EN, 1, "source-missing"))
def a_folder_named_like_a_lesson(root: Path) -> None:
    (root / VI).unlink()
    (root / VI).mkdir()


@finds((VI, 1, "translation-missing"))
def a_folder_named_like_a_translation(root: Path) -> None:
    (root / EN).unlink()
    (root / EN).mkdir()


@finds((f"{LESSON}/b\udce0n.svg", 1, "name-not-portable"))
def a_name_that_is_not_utf_8(root: Path) -> None:
    shutil.copy(root / DRAWING, os.fsencode(root / LESSON) + b"/b\xe0n.svg")


# What an editor is free to do


def rewrite(root: Path, change: Callable[[str], str]) -> None:
    """Change the text of everything that authors write."""
    for path in root.rglob("*"):
        if path.suffix in (".md", ".yml", ".txt"):
            path.write_bytes(change(path.read_text(encoding="utf-8")).encode("utf-8"))


@finds()
def byte_order_marks(root: Path) -> None:
    rewrite(root, lambda text: "\ufeff" + text)


@finds()
def line_ends_of_windows(root: Path) -> None:
    rewrite(root, lambda text: text.replace("\n", "\r\n"))


@finds()
def line_ends_of_old_macs(root: Path) -> None:
    rewrite(root, lambda text: text.replace("\n", "\r"))


@finds()
def decomposed_letters(root: Path) -> None:
    rewrite(root, lambda text: unicodedata.normalize("NFD", text))


@finds()
def blanks_at_line_ends(root: Path) -> None:
    rewrite(root, lambda text: text.replace("\n", " \t\n"))


@finds()
def no_line_end_at_the_end(root: Path) -> None:
    rewrite(root, str.rstrip)


@pytest.fixture
def kit(tmp_path: Path) -> Project:
    return make_sound_kit(tmp_path / "kit")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.spoil.__name__)
def test_a_hostile_file_is_told_at_its_place_and_soon(case: Case, kit: Project):
    try:
        case.spoil(kit.root)
    except OSError as refusal:
        pytest.skip(f"this disk cannot hold it: {refusal}")
    started = time.process_time()
    findings = check(kit)
    seconds = time.process_time() - started

    assert set(case.expected) == told(findings)
    assert seconds < LONGEST_CHECK
    for language in LANGUAGES:
        assert 2 * len(findings) == len(as_text(findings, read_words(Project(ROOT), language)).splitlines())


@pytest.mark.parametrize("change", [byte_order_marks, line_ends_of_windows, line_ends_of_old_macs, decomposed_letters])
def test_what_an_editor_is_free_to_do_makes_no_difference(change: Callable[[Path], None], kit: Project, tmp_path: Path):
    change(kit.root)

    assert all_that_is_read(make_sound_kit(tmp_path / "sound")) == all_that_is_read(kit)


@pytest.mark.parametrize(("name", "guess"), [("cp1258", "windows-1258"), ("utf-16", "utf-16"), ("latin-1", "?")])
def test_the_encoding_of_a_file_that_is_not_utf_8_is_guessed(name: str, guess: str, kit: Project):
    text = (kit.root / VI).read_text(encoding="utf-8")
    (kit.root / VI).write_bytes(in_windows_1258(text) if name == "cp1258" else "Grüße\n".encode(name))

    assert [guess] == [finding.facts["guess"] for finding in check(kit)]
