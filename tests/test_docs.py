"""The documents say what is true: commands, keys, blocks and modules that exist, examples that pass every check."""

import re
import shlex
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from lessonkit.checking import rooms
from lessonkit.checking.checks import check_library
from lessonkit.checking.front_matter import LESSON_KEYS, PRACTICE_KEYS, _form
from lessonkit.checking.help import NEEDED_KEYS
from lessonkit.checking.lessons import STEP_FLAGS, STEP_KEYS
from lessonkit.checking.printer import as_text
from lessonkit.checking.quizzes import FLAGS
from lessonkit.cli import make_commands
from lessonkit.content import help, recall, sources
from lessonkit.content.bilingual import Bilingual
from lessonkit.content.lesson import BLOCKS, EXPERT_READING
from lessonkit.content.library import Library
from lessonkit.content.questions.kinds import KINDS
from lessonkit.content.reading import read_library
from lessonkit.content.recordings import VOICES
from lessonkit.content.urgent import MOST_URGENT_STEPS, URGENT_SECTIONS
from lessonkit.project import LANGUAGES, STEPS, Project
from lessonkit.scaffold import USUAL_MINUTES, USUAL_SHORT
from lessonkit.translation.catalogs import read_words
from lessonkit.translation.pairing import record_ids, record_pairing
from tests.equipment.screenshots import PICTURES

ROOT = Path(__file__).resolve().parent.parent
READMES = (ROOT / "README.md", ROOT / "README.vi.md")
LESSONS, QUIZZES = ROOT / "docs" / "writing-lessons.md", ROOT / "docs" / "writing-quizzes.md"
ROOMS = ROOT / "docs" / "writing-rooms.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SCREENSHOTS = ROOT / "docs" / "screenshots"

FENCE = re.compile(r"^```(?P<form>\w*) ?(?P<path>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<path>[^)\s]+)\)")
COMMAND = re.compile(r"(?:python3|py) build\.py([^`\n#]*)")
WRITTEN_ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def commands():
    return make_commands(Project(ROOT), read_words(Project(ROOT), "en"))


@pytest.fixture(scope="module")
def own() -> Library:
    """The project's own content."""
    return read_library(Project(ROOT))


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_is_in_the_readme_and_no_other(commands, readme: Path):
    named = {words[0] for words in commands_in(readme) if words and not words[0].startswith("-")}

    assert set(commands.commands) == named


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_is_shown_can_be_given(commands, document: Path):
    for name, *arguments in filter(None, commands_in(document)):
        if not name.startswith("-"):
            commands.commands[name].make_context(name, arguments)


@pytest.mark.parametrize(
    ("document", "heading", "known"),
    [
        (LESSONS, "Front matter", LESSON_KEYS),
        (LESSONS, "Steps and minutes", STEPS),
        (LESSONS, "Headings", STEP_KEYS + STEP_FLAGS),
        (LESSONS, "Blocks", BLOCKS),
        (LESSONS, "Reading aloud", VOICES),
        (LESSONS, "Sources", sources.SOURCE_KEYS),
        (LESSONS, "Numbers to call", help.CHANNEL_KEYS),
        (LESSONS, "A school's own numbers", help.SLOTS),
        (LESSONS, "Recalling an edition", recall.RECALL_KEYS),
        (LESSONS, "The four parts", URGENT_SECTIONS),
        (QUIZZES, "Kinds", KINDS),
        (QUIZZES, "Flags", FLAGS),
        (ROOMS, "Front matter", PRACTICE_KEYS),
        (ROOMS, "Headings", (rooms.ON, *rooms.FLAGS)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_tables_for_authors_name_what_the_kit_knows(document: Path, heading: str, known: tuple[str, ...]):
    assert sorted(known) == sorted(row[0].strip("`") for row in table(document, heading))


def test_the_table_of_a_lessons_keys_says_which_are_needed_in_which_language(own: Library):
    rows = table(LESSONS, "Front matter")

    assert keys_as_checked(own.lessons[0].texts, own) == keys_as_told(rows)


def test_the_table_of_an_urgent_pages_keys_says_so_too_and_which_the_door_has(own: Library):
    rows = table(LESSONS, "Urgent pages")

    assert keys_as_checked(own.urgent[0].texts, own) == keys_as_told(rows)
    assert keys_as_checked(own.door, own) == keys_as_told([row for row in rows if row[3] == "yes"])


def test_the_table_of_numbers_to_call_says_which_keys_are_needed():
    assert sorted(NEEDED_KEYS) == sorted(row[0].strip("`") for row in table(LESSONS, "Numbers to call") if row[1] == "yes")


def test_authors_are_told_which_lessons_an_expert_reads_and_how_many_steps_are_not_too_many():
    text = LESSONS.read_text(encoding="utf-8")

    assert f"with the numbers {', '.join(EXPERT_READING)}." in text
    assert f"at most {MOST_URGENT_STEPS} steps" in text


def test_the_table_of_steps_says_their_usual_minutes():
    for (step, *_, of_35, of_45, of_15), first, second in zip(table(LESSONS, "Steps and minutes"), *USUAL_MINUTES.values()):
        assert (str(first), str(second), str(USUAL_SHORT.get(step.strip("`"), ""))) == (of_35, of_45, of_15)


def test_every_example_for_authors_is_one_whole_kit_that_checks_find_nothing_in(tmp_path: Path):
    """Parts of one file stand in several examples, in their order."""
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    (tmp_path / "CHANGELOG.md").write_text("## [0.1.0] - 2026-11-22\n", encoding="utf-8")
    examples: dict[str, list[str]] = {}
    for document in (LESSONS, QUIZZES, ROOMS):
        for example in FENCE.finditer(document.read_text(encoding="utf-8")):
            assert example["path"] or example["form"] in ("sh", ""), f"Which file is this? {example[0][:60]}"
            if example["path"]:
                examples.setdefault(example["path"], []).append(example["text"])
    for path, parts in examples.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("\n".join(parts), encoding="utf-8")
    written = read_library(Project(tmp_path))
    for texts in written.texts:
        record_pairing(texts)
    record_ids(written)
    library = read_library(Project(tmp_path))

    assert "" == as_text(check_library(library, WRITTEN_ON), read_words(library.project, "en"))
    assert set(BLOCKS) == {passage.kind for lesson in library.lessons for passage in lesson.source.markdown_passages} - {"text"}
    assert set(KINDS) == {question.kind for lesson in library.lessons for question in lesson.quiz.source}
    assert (1, True, ["truong-hoa-sen"]) == (len(library.urgent), bool(library.door), list(library.places))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_to_a_file_and_a_heading(document: Path):
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", prose_of(document)):
        path, _, place = link.partition("#")
        target = document.parent / unquote(path) if path else document
        if not re.match(r"[a-z]+:", link) and (not target.exists() or (place and place not in anchors(target))):
            dead.append(link)

    assert [] == dead


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_picture_of_a_document_is_there_and_told_in_words(document: Path):
    shown = pictures_in(document)

    assert [] == [path for path in shown if not path.is_file() or not shown[path].strip()]


def test_every_screenshot_is_one_that_is_taken_and_is_shown_somewhere():
    taken = {f"{name}-{language}.png" for name in PICTURES for language in LANGUAGES}

    assert taken == {path.name for path in SCREENSHOTS.iterdir()}
    assert taken == {path.name for document in DOCUMENTS for path in pictures_in(document) if path.parent == SCREENSHOTS}


def test_both_readmes_show_the_same_pictures_each_in_its_language():
    english, vietnamese = ([path.stem for path in pictures_in(readme)] for readme in READMES)

    assert english
    assert english == [stem.removesuffix("vi") + "en" for stem in vietnamese]


def test_both_readmes_have_the_same_headings():
    one, other = ([len(line.split()[0]) for line in headings(readme)] for readme in READMES)

    assert one == other


def test_the_architecture_names_every_module_and_no_other():
    modules = {path.relative_to(ROOT / "lessonkit").as_posix() for path in (ROOT / "lessonkit").rglob("*.py")}
    named = set(re.findall(r"`([\w/]+\.py)`", ARCHITECTURE.read_text(encoding="utf-8")))

    assert {name for name in modules if not name.endswith("__init__.py")} | {"build.py"} == named


def test_the_architecture_can_be_read_in_one_sitting():
    assert 200 > len(ARCHITECTURE.read_text(encoding="utf-8").splitlines())


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert list(range(1, len(numbers) + 1)) == numbers


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_and_what_follows(decision: Path):
    assert ["## Context", "## Decision", "## Consequences"] == headings(decision)[1:]


def commands_in(document: Path) -> list[list[str]]:
    """Return the arguments of every `build.py` that a document shows."""
    return [shlex.split(arguments) for arguments in COMMAND.findall(document.read_text(encoding="utf-8"))]


def pictures_in(document: Path) -> dict[Path, str]:
    """Return the pictures that a document shows, with the words for those who cannot see them."""
    shown = PICTURE.finditer(prose_of(document))
    return {(document.parent / picture["path"]).resolve(): picture["words"] for picture in shown}


def prose_of(document: Path) -> str:
    """Return what a document says, without examples and code."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", document.read_text(encoding="utf-8")))


def headings(document: Path) -> list[str]:
    return [line for line in FENCE.sub("", document.read_text(encoding="utf-8")).splitlines() if re.match(r"#+ ", line)]


def anchors(document: Path) -> list[str]:
    """Return the names by which the headings of a document can be linked to."""
    return [re.sub(r"[^\w -]", "", line.lstrip("#").strip().lower()).replace(" ", "-") for line in headings(document)]


def keys_as_checked(texts: Bilingual, library: Library) -> tuple[list[str], list[str], list[str]]:
    """Return the keys that a form knows, those it needs, and those it needs in the translation, too."""
    known, needed, needed_in_translation = _form(texts, library)
    return sorted(known), sorted(needed), sorted(needed_in_translation)


def keys_as_told(rows: list[list[str]]) -> tuple[list[str], list[str], list[str]]:
    """Return the same from a table: key, needed, written in."""
    needed = [row for row in rows if row[1] == "yes"]
    kinds = rows, needed, [row for row in needed if row[2] == "both"]
    return tuple(sorted(row[0].strip("`") for row in kind) for kind in kinds)


def table(document: Path, heading: str) -> list[list[str]]:
    """Return the cells of the first table below a heading, without its head."""
    below = document.read_text(encoding="utf-8").partition(f"# {heading}\n")[2]
    rows = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)[0].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]
