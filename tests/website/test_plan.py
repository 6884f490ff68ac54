"""A lesson plan says all that a lesson asks for, in four parts; the Word file says the same, and can be changed."""

import html
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word

from lessonkit.content.lesson import Lesson, minutes_of
from lessonkit.content.library import Library
from lessonkit.project import LANGUAGES, SHORT_MINUTES, SOURCE_LANGUAGE
from lessonkit.translation.catalogs import Words, read_words
from lessonkit.website.plan import objectives_of
from tests.website.pages import DIST, rows
from tests.website.test_editions import read

PLANS = [row["path"] for row in rows("teacher") if row["kind"] == "plan"]


def plain(text: str) -> str:
    """Return words without marks, signs to write on and white space: as they can be looked for."""
    return re.sub(r"\s+", "", re.sub(r"[*_…`\\]|\[\^[\w.-]+\]|!?\[([^\]]*)\]\([^)]*\)", r"\1", html.unescape(text)))


def said_on(page: Path) -> str:
    return plain(re.sub(r"<[^>]+>", " ", read(page).partition("<main")[2].partition("</main>")[0]))


def said_in(word: Word) -> str:
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return plain(" ".join([*(paragraph.text for paragraph in word.paragraphs), *cells]))


@pytest.fixture(scope="module")
def opened(library: Library) -> list[tuple[Lesson, Words, Path, Word]]:
    """Each lesson in each language, with the page of its plan and its Word file, opened."""
    found = []
    for row in (row for row in rows("teacher") if row["kind"] == "plan"):
        page = DIST / "teacher" / row["path"]
        lesson = next(lesson for lesson in library.lessons if lesson.id == row["id"])
        found.append((lesson, read_words(library.project, row["lang"]), page, Document(page.with_suffix(".docx"))))
    return found


def test_every_lesson_has_a_plan_and_a_word_file_in_both_languages_for_teachers_alone(library: Library, dist: Path):
    files = [f"{language}/{lesson.band.id}/{lesson.name}/plan" for language in LANGUAGES for lesson in library.lessons]

    assert sorted(f"{file}.html" for file in files) == sorted(PLANS)
    assert sorted(f"{file}.docx" for file in files) == sorted(
        path.relative_to(dist / "teacher").as_posix() for path in dist.rglob("*.docx")
    )


def test_page_and_file_say_every_objective_and_all_that_the_teacher_says_does_and_shows(opened):
    for lesson, words, page, word in opened:
        document = lesson.texts.document(words.language)
        wanted = [document.text("title"), document.text("materials"), *document.list("objectives")]
        for step in lesson.steps:
            told = document.section(step.id)
            passages = [passage for kind in ("slide", "say", "note", "board", "remember") for passage in told.of(kind)]
            wanted += [line for passage in passages for line in lines_of(passage.markdown)]
        for said in (said_on(page), said_in(word)):
            assert [] == [line for line in wanted if plain(line) not in said], page


def lines_of(markdown: str) -> list[str]:
    """Return the lines of some Markdown without the signs of headings, items and tables, and without pictures."""
    lines = [re.sub(r"^\s*(#+|[-*]|\d+\.|>)\s+", "", line) for line in markdown.splitlines()]
    cells = [cell.strip() for line in lines for cell in line.strip("|").split("|")]
    cells = [cell.removesuffix("<br>") for cell in cells]
    return [cell for cell in cells if cell and not re.fullmatch(r"-+|!\[.*", cell)]


def test_the_minutes_of_each_step_and_their_sums_stand_in_page_and_file(opened):
    for lesson, words, page, word in opened:
        steps = [(words(f"step.{step.id}"), minutes_of(step), minutes_of(step, "short")) for step in lesson.steps]
        table = [[cell.text for cell in row.cells] for row in word.tables[1].rows]
        shown = re.findall(r'<tr[^>]*><th scope="row">([^<]*)</th><td>(\d+)</td><td>([\d–]+)</td>', read(page))

        assert [(name, str(full), str(short or "–")) for name, full, short in steps] == shown[:-1]
        assert [(name, str(full), str(short or "–")) for name, full, short in steps] == [
            (row[0], row[2], row[3]) for row in table[1:-1]
        ]
        assert (str(lesson.band.minutes), str(SHORT_MINUTES)) == shown[-1][1:] == tuple(table[-1][2:])
        assert lesson.band.minutes == sum(full for _, full, _ in steps)
        assert SHORT_MINUTES == sum(short for *_, short in steps)


def test_each_step_is_an_activity_with_aim_content_product_and_way_in_one_of_the_four_parts(opened):
    for lesson, words, page, word in opened:
        parts = list(dict.fromkeys(words(f"part.{step.id}") for step in lesson.steps))
        of_level = {
            level: [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == f"Heading {level}"]
            for level in (1, 2, 3, 4)
        }
        fields = [words(f"plan.{field}") for field in ("aim", "content", "product", "way")]

        assert 4 == len(parts)
        assert [part in heading for part, heading in zip(parts, of_level[2][-4:])] == [True] * 4
        assert len(lesson.steps) == len(of_level[3])
        assert fields * len(lesson.steps) == of_level[4] == re.findall(r"<h4>([^<]*)</h4>", read(page))


def test_the_head_has_room_for_school_group_teacher_class_subject_and_date(opened):
    for _, words, page, word in opened:
        blanks = [words(f"plan.blank.{name}") for name in ("school", "teacher", "group", "class", "subject", "date")]
        cells = [cell.text for row in word.tables[0].rows for cell in row.cells]

        assert blanks == [cell.partition("\t")[0].strip() for cell in cells]
        assert blanks == re.findall(r'<span>([^<]*) <span class="blank">', read(page))


def test_only_what_was_verified_is_named_and_no_paper_claims_an_official_form(opened):
    for lesson, words, page, word in opened:
        said, digital = said_in(word), plain(words("plan.competence.digital"))

        assert ("tt02-an-toan" in lesson.source.list("frameworks")) == (digital in said) == (digital in said_on(page))
        assert ("GDPT" in said or "2018" in said) == (lesson.band.id in ("09-11", "12-14", "15-17"))
        assert not re.search("(?:5512|2345)/", said + said_on(page))


def test_words_in_bold_lists_and_tables_are_words_own(opened):
    lesson, _, _, word = next(plan for plan in opened if (plan[0].number, plan[1].language) == ("21", SOURCE_LANGUAGE))
    bold = {run.text for paragraph in word.paragraphs for run in paragraph.runs if run.bold}
    items = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name.startswith("List ")]
    board = next(passage for step in lesson.steps for passage in step.of("board"))

    assert "Bình chọn trước bài:" in bold
    assert set(lesson.source.list("objectives")) <= set(items)
    assert [["Kẻ xấu làm", "Lối ra của em"], ["1. Dọa cho sợ", "Ngắt máy"]] == [
        [cell.text for cell in row.cells] for row in word.tables[2].rows[:2]
    ]
    assert "| 1. Dọa cho sợ | Ngắt máy |" in board.markdown
    assert {"Times New Roman"} == {word.styles[name].font.name for name in ("Normal", "Title", "Heading 1", "List Bullet")}
    assert (210, 297, 30, 15) == tuple(
        round(side.mm) for side in [getattr(word.sections[0], name) for name in
                                    ("page_width", "page_height", "left_margin", "right_margin")]
    )  # fmt: skip


def test_every_numbered_list_of_a_file_begins_at_one(opened):
    for *_, word in opened:
        numbered = [paragraph for paragraph in word.paragraphs if paragraph.style.name.startswith("List Number")]
        numbers = [paragraph._p.pPr.numPr.numId.val for paragraph in numbered]
        known = {num.numId: num for num in word.part.numbering_part.element.num_lst}

        assert numbers
        assert all('w:startOverride w:val="1"' in known[number].xml for number in numbers)


def test_a_file_knows_no_clock_no_machine_and_nothing_of_the_library_that_made_it(opened, library: Library):
    for _, words, page, word in opened:
        about = word.core_properties
        archive = zipfile.ZipFile(page.with_suffix(".docx"))

        assert {library.date} == {about.created.date().isoformat(), about.modified.date().isoformat()}
        assert (words("kit.name"), "", "") == (about.author, about.last_modified_by, about.comments)
        assert {(1980, 1, 1, 0, 0, 0)} == {part.date_time for part in archive.infolist()}
        assert b"python-docx" not in b"".join(archive.read(name) for name in archive.namelist())
        assert archive.namelist()[1:] == sorted(archive.namelist()[1:])


@pytest.mark.parametrize(
    ("step", "served"),
    [("opening", ""), ("explore", "a"), ("practise", "bc"), ("situation", "d"), ("apply", "d"), ("close", "")],
)
def test_objectives_belong_to_steps_in_their_order(step: str, served: str):
    assert list(served) == list(objectives_of(step, ["a", "b", "c", "d"]))
    assert list(objectives_of("practise", ["a", "b"])) == ["b"]
