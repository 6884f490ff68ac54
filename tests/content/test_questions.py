"""Questions of every kind: options with their replies, the story above them, and no line that gets lost among them."""

from pathlib import Path

import pytest

from lessonkit.content.manuscript import read_document
from lessonkit.content.questions.kinds import KINDS
from lessonkit.content.questions.question import Option, Question
from lessonkit.content.questions.short import fold_answer
from lessonkit.content.quiz import read_questions
from lessonkit.project import Project


class Reader:
    """Reads one question, whose heading is the fourth line of its file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[tuple[int, str]] = []

    def __call__(self, below: str, kind: str = "one") -> Question:
        path = self.folder / "vi.md"
        path.write_text(f"---\ntitle: Câu hỏi\n---\n## Em làm gì? {{#act kind={kind} exit}}\n{below}", encoding="utf-8")
        found = []
        document = read_document(Project(self.folder), path, found)
        question = read_questions(document, document, found)[0]
        self.told = [(finding.place.line, finding.rule) for finding in found]
        return question


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def shape(options: tuple[Option, ...]) -> list[tuple[str, bool, str]]:
    return [(option.text, option.right, option.reply) for option in options]


def test_a_question_has_its_kind_flags_options_and_replies(read: Reader):
    question = read("\n- [ ] Đợi\n    > Càng sớm càng tốt.\n- [x] Kể\n    > Đúng.\n")

    assert ("act", "Em làm gì?", "one", {"exit"}) == (question.id, question.title, question.kind, question.flags)
    assert [("Đợi", False, "Càng sớm càng tốt."), ("Kể", True, "Đúng.")] == shape(question.options)
    assert (False, True) == question.right
    assert [] == read.told


def test_options_and_replies_keep_their_lines(read: Reader):
    option = read("\n- [ ] Đợi\n\n    > Càng sớm càng tốt.").options[0]

    assert (6, 8) == (option.place.line, option.reply.place.line)


@pytest.mark.parametrize("option", ["- [X] Kể", "* [x] Kể", "+ [x]  Kể  "])
def test_an_option_may_be_marked_as_markdown_allows(option: str, read: Reader):
    assert [("Kể", True, "Đúng.")] == shape(read(f"{option}\n  > Đúng.").options)


@pytest.mark.parametrize("reply", ["    > Đúng.", "  > Đúng.", "\t> Đúng.", "    >Đúng."])
def test_a_reply_may_be_indented_by_blanks_or_a_tab(reply: str, read: Reader):
    assert [("Kể", True, "Đúng.")] == shape(read(f"- [x] Kể\n{reply}").options)
    assert [] == read.told


def test_options_and_replies_may_go_on_in_the_next_line(read: Reader):
    question = read("- [x] Kể với\n  một người lớn\n    > Đúng.\n    > Nếu chưa ai tin,\n    em kể tiếp.\n")

    assert [("Kể với một người lớn", True, "Đúng.\nNếu chưa ai tin,\nem kể tiếp.")] == shape(question.options)
    assert [] == read.told


def test_what_stands_above_the_options_is_the_story(read: Reader):
    question = read("Minh ở nhà.\n\n/// message | Số lạ\n- Alo?\n///\n\n- [x] Kể\n    > Đúng.")

    assert [("text", "Minh ở nhà."), ("message", "- Alo?")] == [(part.kind, part.markdown.strip()) for part in question.story]
    assert ["Kể"] == [option.text for option in question.options]


def test_a_question_without_options_is_a_story_only(read: Reader):
    question = read("Minh ở nhà.")

    assert (["Minh ở nhà."], ()) == ([part.markdown for part in question.story], question.options)


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("Một câu.", [("Đợi", False, "Không."), ("Kể", True, "Đúng.")]),
        ("- Một dấu", [("Đợi", False, "Không."), ("Kể", True, "Đúng.")]),
        ("- [] Gọi", [("Đợi", False, "Không."), ("Kể", True, "Đúng.")]),
        ("> Nữa.", [("Đợi", False, "Không.\nNữa."), ("Kể", True, "Đúng.")]),
        (" > Nữa.", [("Đợi", False, "Không.\nNữa."), ("Kể", True, "Đúng.")]),
        ("  - [ ] Gọi", [("Đợi", False, "Không."), ("Gọi", False, ""), ("Kể", True, "Đúng.")]),
    ],
)
def test_a_line_that_belongs_to_no_option_is_told(line: str, options: list, read: Reader):
    question = read(f"- [ ] Đợi\n    > Không.\n{line}\n- [x] Kể\n    > Đúng.")

    assert options == shape(question.options)
    assert [(7, "text-among-options")] == read.told


ORDER = """
1. Dừng
    > Dừng trước đã.
2. Kể với
   một người lớn
    > Kể sớm là tốt.
    Dừng trước đã.

> Đúng rồi.
"""


def test_things_to_put_in_order_stand_in_their_order_each_with_the_reply_to_whoever_puts_it_too_early(read: Reader):
    question = read(ORDER, "order")

    assert [
        ("Dừng", True, "Dừng trước đã."),
        ("Kể với một người lớn", True, "Kể sớm là tốt.\nDừng trước đã."),
    ] == shape(question.options)
    assert "Đúng rồi." == question.reply
    assert [] == read.told


@pytest.mark.parametrize(
    ("line", "told"),
    [("- Kể", True), ("Kể", True), ("* Kể", True), ("  3. Kể", True), ("3) Kể", False), ("  > Kể", False), ("> Kể", False)],
)
def test_a_line_among_the_things_to_put_in_order_is_read_or_told(line: str, told: bool, read: Reader):
    question = read(f"1. Dừng\n    > A.\n{line}\n2. Báo\n    > B.\n", "order")

    assert [(7, "text-among-options")] * told == read.told
    assert {"Dừng", "Báo"} <= {option.text for option in question.options}


def test_rows_of_a_table_are_joined_with_what_stands_beside_them(read: Reader):
    question = read(
        "Nối:\n\n| Lời | Mánh | Đáp |\n|---|:--|---|\n| a \\| b | cuống | Giục. |\n| c | cuống |\n> Đúng.\n", "match"
    )

    assert ("Lời", "Mánh", "Đáp") == question.heads
    assert [("a | b", "cuống", "Giục."), ("c", "cuống", "")] == [(o.text, o.partner, o.reply) for o in question.options]
    assert ("cuống",) == question.partners
    assert (["Nối:"], "Đúng.") == ([passage.markdown.strip() for passage in question.story], question.reply)
    assert [] == read.told


@pytest.mark.parametrize("row", ["| a |", "| a | b | c | d |", "| | b |", "|---|---|", "| a | |"])
def test_a_row_that_cannot_be_joined_is_told(row: str, read: Reader):
    read(f"| Lời | Mánh |\n|---|---|\n{row}\n| c | d |\n", "match")

    assert [(7, "table-unreadable")] == read.told


def test_a_short_answer_has_spellings_wrong_answers_and_one_reply_for_all_others(read: Reader):
    question = read(
        "= 111 | một một một\n> Đúng.\n- 113\n    > Đó là công an.\n- …\n    > Xem lại nhé.\n", "short ignore=marks,case"
    )

    assert [
        (True, ("111", "một một một"), "Đúng."),
        (False, ("113",), "Đó là công an."),
        (False, (), "Xem lại nhé."),
    ] == [(option.right, option.spellings, option.reply) for option in question.options]
    assert ("marks", "case") == question.ignore
    assert [] == read.told


@pytest.mark.parametrize(
    ("typed", "ignore", "same"),
    [
        (" Một  một ", (), "Một một"),
        ("Một", ("case",), "một"),
        ("Một", ("marks",), "Mot"),
        ("Đi đâu", ("marks",), "Di dau"),
        ("1 1 1", ("spaces",), "111"),
        ("Mo\u0302\u0323t", (), "Một"),
        ("MỘT Một", ("marks", "case", "spaces"), "motmot"),
    ],
)
def test_what_does_not_count_in_an_answer_is_what_the_author_says(typed: str, ignore: tuple[str, ...], same: str):
    assert same == fold_answer(typed, ignore)


def test_clues_stand_in_what_is_pretended_and_some_of_them_are_harmless(read: Reader):
    below = """Minh nhận tin này.

/// message | [Số lạ](#who "Số lạ thì chưa sao."){harmless}
Em đang [liên quan đến một vụ án](#fear "dọa cho sợ"). [Kể với mẹ](#tell)
///

> Em nhìn kỹ lắm.
"""
    question = read(below, "clue")

    assert [
        ("who", "Số lạ", False, "Số lạ thì chưa sao."),
        ("fear", "liên quan đến một vụ án", True, "dọa cho sợ"),
        ("tell", "Kể với mẹ", True, ""),
    ] == [(option.id, option.text, option.right, option.reply) for option in question.options]
    assert (["message"], "Em nhìn kỹ lắm.") == ([screen.kind for screen in question.screens], question.reply)
    assert ["Minh nhận tin này."] == [passage.markdown for passage in question.story]
    assert [] == read.told


def test_a_clue_is_no_link(tmp_path: Path):
    path = tmp_path / "vi.md"
    path.write_text('## A {#a}\n/// message | Ai\n[b](#c "d") [e](f.md)\n///\n[g](#h)\n', encoding="utf-8")

    assert ("f.md", "#h") == read_document(Project(tmp_path), path, []).links


@pytest.mark.parametrize(
    "line", ["[Mã](#otp “đừng đưa”)", '[Mã](#otp "đưa")khi {harmless}', '[Mã](#otp "đưa"){fine}', "[](#otp)"]
)
def test_a_mark_that_cannot_be_read_is_told(line: str, read: Reader):
    read(f"/// message | Ai đó\n{line}\n///\n", "clue")

    assert [(6, "clue-unreadable")] == read.told


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_in_the_form_of_no_kind_is_a_story(kind: str, read: Reader):
    question = read("Minh ở nhà.", kind)

    assert (["Minh ở nhà."], ()) == ([passage.markdown for passage in question.story], question.options)


def test_a_translation_is_read_as_the_kind_that_the_source_names(tmp_path: Path):
    source, other = tmp_path / "vi.md", tmp_path / "en.md"
    source.write_text("## A {#a kind=order}\n1. Dừng\n2. Kể\n", encoding="utf-8")
    other.write_text("## A {#a}\n1. Stop\n2. Tell\n", encoding="utf-8")
    documents = [read_document(Project(tmp_path), path, []) for path in (source, other)]
    question = read_questions(documents[1], documents[0], [])[0]

    assert ("order", ["Stop", "Tell"]) == (question.kind, [option.text for option in question.options])


def test_both_languages_share_what_is_right_but_not_where_a_clue_stands(read: Reader):
    one = read('/// message | Ai\n[a](#x "A") [b](#y "B"){harmless}\n///', "clue").shared
    other = read('/// message | Ai\n[d](#y "B"){harmless} [c](#x "A")\n///', "clue").shared
    joined = read("| a | b |\n|---|---|\n| 1 | p |\n| 2 | q |\n| 3 | p |\n", "match").shared

    assert one == other
    assert [0, 1, 0] == [partner for _, _, partner in joined]
