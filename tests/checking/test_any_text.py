"""Whatever stands in a file, reading and checking it never raises, and no line of it is lost unseen."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessonkit.checking.checks import OF_KIT, OF_TEXTS
from lessonkit.checking.help import check_expiry
from lessonkit.checking.printer import as_text
from lessonkit.content.document import Document, Passage
from lessonkit.content.frontmatter import FrontMatter, read_mappings
from lessonkit.content.manuscript import read_document
from lessonkit.content.quiz import read_questions
from lessonkit.content.reading import read_library
from lessonkit.content.text import INVISIBLE, read_lines
from lessonkit.findings import Finding, Place
from lessonkit.project import LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
from tests.checking.samples import ROOT, SAMPLES, TODAY, make_sound_kit

LESSON = "lessons/15-17/secret-call/vi.md"
QUIZ = "quizzes/15-17/secret-call/vi.md"
GLOSSARY = "glossary/vi.md"
URGENT = "help/urgent/secret-asked/vi.md"
CHANNELS = "help/channels.yml"
LOCAL = "help/local/truong-hoa-sen.yml"
SOURCES = "sources.yml"

UNREAD = {"not-utf-8", "file-too-large", "nested-too-deep", "front-matter-not-closed"}
"""Findings that stand for all the text of a file."""

FRONT_MATTER = {
    "front-matter-unreadable", "front-matter-alias", "front-matter-tag", "front-matter-nested",
    "front-matter-not-closed", "list-expected", "key-twice", "not-utf-8",
}  # fmt: skip
"""Findings that say why front matter, or a list, was not read as YAML has it."""

WORDS = [read_words(Project(ROOT), language) for language in LANGUAGES]
MARKS = re.compile(r"^\s*(?:[-*+] \[[ xX]\]|\d+[.)] |[=-] |>)")
"""What an option or a reply starts with."""
PARTS = re.compile(r'\||\]\(\s*#|"\s*\)')
"""What stands between the parts of a line: cells, spellings, and what a clue does."""
RULE = re.compile(r"[-|:\s]*")
"""Below the head of a table."""

CLOSING = re.compile(r"\s*///+\s*")
"""A line that closes a block."""

PIECES = [
    "", " ", "---", "...", "title: a", "number: 16", 'title: "a', "objectives:", "  - a", "- a", "- [x] a",
    "1. a", "2. b", "| a | b | c |", "| a |", "= a | b", "- …", '[a](#b "c"){harmless}', "[a](#b “c”)", "## D {#d kind=order}",
    "## E {#e kind=match}", "## F {#f kind=short ignore=marks,case}", "## G {#g kind=clue}",
    "- [ ] b", "    > reply", "> reply", "\t> reply", "  - [x] c", "## A {#a}", "## B {#b kind=one exit}", "##",
    "## {#", "###", "## Mở đầu {#opening minutes=6}", "/// say", "/// message | Ai đó", "///", "/// ///",
    "/// | Ai đó", "////", " /// note", "```", "~~~", "``` py", "[a](b", "](c.md)", "![", "[^vi-du-2025]", "<b>",
    "<", "{.a}", "|a|b|", "|---|---|", "&a", "*a", "!!a", "? a", ": a", "- id: a", "  id: [a]", "  bands: []",
    "- {}", "[]", "{a: b}", "%YAML 1.1", "\u200b", "\0", "\ufeff", "1²", "minutes=²", "=" * 30, "[" * 25, "> " * 25,
    "&#109;", "\\", "`", "``", "'", '"', "#", "\r", "\x85", "\u2028",
]  # fmt: skip

VALUES = ["", "a", "[]", "[a, b]", "16", "1²", "²", "no", "12:30", "010", "all", "2026-13-01", "{}", "|", "'"]


def texts(path: str) -> st.SearchStrategy[str]:
    """Draw lines of the sound file, our own marks, keys with values and anything at all, in any order and number."""
    sound = (SAMPLES / "kit" / path).read_text(encoding="utf-8").splitlines()
    line = st.sampled_from(sound) | st.sampled_from(PIECES) | st.text(max_size=30)
    lines = st.lists(line | st.lists(line, max_size=4).map("".join), max_size=40)
    spoilt = st.builds(
        lambda start, more, new: [*sound[:start], *new, *sound[start + more :]],
        st.integers(0, len(sound)), st.integers(0, 9), st.lists(line, max_size=9),
    )  # fmt: skip
    keys = sorted(set(re.findall(r"^[- ]*([\w-]+):", "\n".join(sound), re.MULTILINE)))
    pair = st.builds("{}{}: {}".format, st.sampled_from(keys), st.sampled_from(["", "", "s"]), st.sampled_from(VALUES))
    pairs = st.lists(pair, min_size=1, max_size=5)
    if path.endswith(".yml"):
        written = st.lists(pairs.map(lambda pairs: "- " + "\n  ".join(pairs)), max_size=4)
    else:
        written = st.builds(lambda pairs, lines: ["---", *pairs, "---", *lines], pairs, lines)
    return (lines | spoilt | written).map("\n".join)


steady = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
"""The same texts on every run; more of them were drawn while this was written."""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make_sound_kit(tmp_path_factory.mktemp("any") / "kit")


@pytest.mark.parametrize("path", [LESSON, QUIZ, URGENT, CHANNELS, LOCAL, SOURCES])
@settings(steady, max_examples=60)
@given(data=st.data())
def test_whatever_stands_in_a_file_it_can_be_checked_and_told(kit: Project, path: str, data: st.DataObject):
    drawn = data.draw(texts(path).map(str.encode) | st.binary(max_size=400))
    sound = (kit.root / path).read_bytes()
    (kit.root / path).write_bytes(drawn)
    library = read_library(kit)
    findings = [
        *library.findings,
        *check_expiry(library, TODAY),
        *(found for check in (*OF_TEXTS, *OF_KIT) for found in check(library)),
    ]
    (kit.root / path).write_bytes(sound)

    assert 2 * len(findings) * len(WORDS) == sum(len(as_text(findings, words).splitlines()) for words in WORDS)


@pytest.mark.parametrize("path", [LESSON, QUIZ, GLOSSARY])
@steady
@given(data=st.data())
def test_no_line_of_a_document_is_lost_unseen(kit: Project, path: str, data: st.DataObject):
    """A line is shown as it was written, or told, or stands in a section or file that was told."""
    text = data.draw(texts(path))
    document, found = read(kit, text)
    written = lines_of(text)

    assert [] == lost(document, written, found)
    for passage in document.markdown_passages:
        assert [written[line.place.line - 1] for line in passage.lines] == list(passage.lines)


@steady
@given(text=texts(QUIZ))
def test_no_line_of_a_question_is_lost_unseen(kit: Project, text: str):
    """What stands in a question is its story, an option or a reply, or it was told."""
    document, found = read(kit, text)
    for question in read_questions(document, document, found):
        told = {finding.place.line for finding in found}
        said = [*(passage.markdown for passage in (*question.story, *question.screens)), *question.heads, question.reply]
        said += [words for option in question.options for words in (option.text, option.reply, option.partner)]
        lines = [line for passage in question.section.passages for line in passage.lines if line.place.line not in told]
        whole = "\n".join(said)
        parts = [part.strip() for line in lines if not RULE.fullmatch(line) for part in PARTS.split(MARKS.sub("", line))]

        assert [] == [part for part in parts if part not in whole]


@pytest.mark.parametrize("path", [LESSON, QUIZ, GLOSSARY])
@steady
@given(data=st.data())
def test_front_matter_is_read_as_yaml_says_or_told(kit: Project, path: str, data: st.DataObject):
    text = data.draw(texts(path))
    document, found = read(kit, text)
    written = lines_of(text)
    end = end_of_front_matter(written)
    if end and not rules(found) & FRONT_MATTER:
        assert (as_yaml_reads(written[1 : end - 1]) or {}) == plain(document.meta)


@pytest.mark.parametrize("path", [CHANNELS, SOURCES])
@steady
@given(data=st.data())
def test_a_list_is_read_as_yaml_says_or_told(kit: Project, path: str, data: st.DataObject):
    text = data.draw(texts(path))
    found: list[Finding] = []
    entries = read_mappings(read_lines(kit, write(kit, text), found), found)
    if not rules(found) & FRONT_MATTER:
        assert (as_yaml_reads(lines_of(text)) or []) == [plain(entry) for entry in entries]


def write(kit: Project, text: str) -> Path:
    path = kit.root / "vi.md"
    path.write_bytes(text.encode())
    return path


def read(kit: Project, text: str) -> tuple[Document, list[Finding]]:
    found: list[Finding] = []
    return read_document(kit, write(kit, text), found), found


def lines_of(text: str) -> list[str]:
    """Return the lines as they are to be read: one kind of line end, composed letters, nothing hidden."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return [INVISIBLE.sub("", line) for line in unicodedata.normalize("NFC", text).split("\n")]


def end_of_front_matter(written: list[str]) -> int:
    """Return the number of the line that closes the front matter, 0 if there is none."""
    if written[0].strip() != "---":
        return 0
    return next((number for number, line in enumerate(written[1:], 2) if line.strip() == "---"), 0)


def lost(document: Document, written: list[str], found: list[Finding]) -> list[int]:
    """Return the lines below the front matter that are neither shown nor told."""
    if rules(found) & UNREAD:
        return []
    told = {finding.place.line for finding in found}
    shown = {section.place.line for section in document.sections}
    shown |= {place.line for passage in document.markdown_passages for place in places(passage)}
    left_out = {finding.place.line for finding in found if finding.rule in ("heading-without-id", "id-twice")}
    starts = sorted({section.place.line for section in document.sections} | left_out)
    if rules(found) & {"front-matter-missing", "text-before-first-heading"}:
        left_out.add(0)
    missing = []
    for number, line in enumerate(written, 1):
        start = max((start for start in starts if start <= number), default=0)
        if number > end_of_front_matter(written) and line.strip() and number not in told | shown and start not in left_out:
            missing.append(number)
    return [number for number in missing if not CLOSING.fullmatch(written[number - 1])]


def places(passage: Passage) -> list[Place]:
    return [passage.label.place, *(line.place for line in passage.lines)]


def rules(found: list[Finding]) -> set[str]:
    return {finding.rule for finding in found}


def as_yaml_reads(lines: list[str]) -> object:
    return yaml.load("\n".join(line.rstrip() for line in lines), Loader=yaml.BaseLoader)


def plain(mapping: FrontMatter) -> dict[str, str | list[str]]:
    return {str(key): str(value) if isinstance(value, str) else [str(item) for item in value] for key, value in mapping.items()}
