"""Documents: headings with their braces, blocks with their labels, and every line where it belongs."""

from pathlib import Path

import pytest

from lessonkit.content.document import Document, Passage
from lessonkit.content.manuscript import read_document
from lessonkit.project import Project


class Reader:
    """Reads a body below a short front matter, so that its first line is the fourth of the file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[tuple[int, str]] = []

    def __call__(self, body: str) -> Document:
        path = self.folder / "vi.md"
        path.write_text(f"---\ntitle: Bài tập\n---\n{body}", encoding="utf-8")
        found = []
        document = read_document(Project(self.folder), path, found)
        self.told = [(finding.place.line, finding.rule) for finding in found]
        return document


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def shape(passages: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [(passage.kind, passage.markdown) for passage in passages]


def test_a_heading_carries_its_id_values_and_flags(read: Reader):
    section = read("## Khám phá: vì sao {#explore minutes=8 short=5 idea critical}").sections[0]

    assert ("explore", "Khám phá: vì sao") == (section.id, section.title)
    assert {"minutes": "8", "short": "5"} == section.values
    assert {"idea", "critical"} == section.flags


@pytest.mark.parametrize(
    ("braces", "values"),
    [
        ('{#start from="Số lạ" screen=call}', {"from": "Số lạ", "screen": "call"}),
        ('{#start from=""}', {"from": ""}),
        ('{#start from="a=b #c"}', {"from": "a=b #c"}),
        ("{ #start   screen=call }", {"screen": "call"}),
    ],
)
def test_attributes_may_be_quoted(braces: str, values: dict[str, str], read: Reader):
    section = read(f"## Cuộc gọi {braces}").sections[0]

    assert ("start", "Cuộc gọi", values) == (section.id, section.title, section.values)


@pytest.mark.parametrize("heading", ["##Mở đầu{#opening}", "##  Mở đầu   {#opening}  ", "## Mở đầu\t{#opening}\t"])
def test_blanks_in_a_heading_do_not_matter(heading: str, read: Reader):
    section = read(heading).sections[0]

    assert ("opening", "Mở đầu", "Mở đầu") == (section.id, section.title, section.source)


def test_sections_and_passages_keep_their_lines(read: Reader):
    document = read("\n## Một {#a}\n\nChữ.\n\n/// note\nGhi chú.\n///\n\n## Hai {#b}\nHết.\n")

    assert [5, 13] == [section.place.line for section in document.sections]
    assert [7, 10, 14] == [passage.place.line for passage in document.markdown_passages]
    assert [(7, "Chữ."), (10, "Ghi chú."), (14, "Hết.")] == [
        (line.place.line, line) for passage in document.markdown_passages for line in passage.lines
    ]


def test_what_stands_in_no_block_is_the_pupils_text(read: Reader):
    section = read("## Một {#a}\n\nTrước.\n\n/// say\nLời.\n///\n\nSau.\n").sections[0]

    assert [("text", "Trước."), ("say", "Lời."), ("text", "Sau.")] == shape(section.passages)
    assert ["Lời."] == [passage.markdown for passage in section.of("say")]


def test_a_block_has_the_label_behind_its_bar(read: Reader):
    section = read("## Một {#a}\n/// message | Số lạ\nChào em.\n///\n/// message\nAlo?\n///").sections[0]

    assert ["Số lạ", ""] == [passage.label for passage in section.passages]
    assert [5, 8] == [passage.label.place.line for passage in section.passages]


@pytest.mark.parametrize("mark", ["///say", "  /// say", "////  say  ", "\t/// say"])
def test_a_mark_that_is_written_carelessly_is_a_mark_all_the_same(mark: str, read: Reader):
    section = read(f"## Một {{#a}}\n{mark}\nLời.\n  ///\nSau.").sections[0]

    assert [("say", "Lời."), ("text", "Sau.")] == shape(section.passages)
    assert [] == read.told


def test_words_behind_the_name_of_a_block_do_not_become_the_pupils_text(read: Reader):
    section = read("## Một {#a}\n/// note chỉ cho thầy cô\nGhi chú.\n///").sections[0]

    assert [("note chỉ cho thầy cô", "Ghi chú.")] == shape(section.passages)


def test_a_fence_hides_headings_and_blocks(read: Reader):
    text = "```\n## Hai {#b}\n/// say\n```"
    document = read(f"## Một {{#a}}\n{text}\n")

    assert ["a"] == [section.id for section in document.sections]
    assert [("text", text)] == shape(document.markdown_passages)
    assert [] == read.told


def test_a_fence_ends_with_the_line_it_started_with(read: Reader):
    document = read("## Một {#a}\n~~~\n```\n## Hai {#b}\n~~~\n## Ba {#c}")

    assert ["a", "c"] == [section.id for section in document.sections]


def test_a_fence_that_never_ends_is_none(read: Reader):
    document = read("## Một {#a}\n```\n## Hai {#b}\nChữ.")

    assert ["a", "b"] == [section.id for section in document.sections]


def test_headings_of_other_levels_are_text(read: Reader):
    assert ["# Một\n### Ba"] == [passage.markdown for passage in read("## Hai {#a}\n# Một\n### Ba").markdown_passages]


def test_the_source_of_a_section_is_what_a_translator_translates(read: Reader):
    section = read("## Một {#a minutes=6}\n\nChữ.  \n\n/// say | Cô\nLời.\n///\n\n").sections[0]

    assert "Một\n\nChữ.\n\n/// say | Cô\nLời.\n///" == section.source


@pytest.mark.parametrize(
    ("body", "told", "passages"),
    [
        ("/// slide\nA\n/// say\nB\n///\nC", [(7, "block-in-block")], [("slide", "A\nB"), ("text", "C")]),
        ("/// slide\nA\n/// say\nB\n///\n///\nC", [(7, "block-in-block")], [("slide", "A\nB"), ("text", "C")]),
        ("/// say\nA\n///\n///", [(8, "block-not-open")], [("say", "A")]),
        ("/// | Cô\nA\n///", [(5, "block-not-open")], [("text", "A")]),
        ("/// say\nA\n/// | Cô\nB\n///", [(7, "block-not-open")], [("say", "A\nB")]),
        ("/// say\nA", [(5, "block-not-closed")], [("say", "A")]),
        ("/// say\n\n///", [], [("say", "")]),
    ],
)
def test_marks_that_do_not_match_are_told_once_and_their_text_is_kept(body: str, told: list, passages: list, read: Reader):
    section = read(f"## Một {{#a}}\n{body}").sections[0]

    assert passages == shape(section.passages)
    assert told == read.told


def test_a_section_without_an_id_or_with_one_that_is_taken_is_left_out_and_told(read: Reader):
    document = read("## Một {#a}\n1\n## Hai\n2\n## Ba {#a}\n3\n## Bốn {b}\n4")

    assert ["1"] == [passage.markdown for passage in document.markdown_passages]
    assert [(6, "heading-without-id"), (8, "id-twice"), (10, "heading-without-id")] == read.told


def test_text_above_the_first_heading_is_told_once(read: Reader):
    read("\nMột.\nHai.\n## Ba {#a}")

    assert [(5, "text-before-first-heading")] == read.told


def test_a_document_finds_its_sections_and_its_front_matter(read: Reader):
    document = read("## Một {#a}\n")

    assert ("a", None) == (document.section("a").id, document.section("b"))
    assert ("Bài tập", "", ("Bài tập",), ()) == (
        document.text("title"), document.text("summary"), document.list("title"), document.list("threads"),
    )  # fmt: skip
