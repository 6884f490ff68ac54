"""Questions: options with their replies, the story above them, and no line that gets lost among them."""

from pathlib import Path

import pytest

from lessonkit.content.manuscript import read_document
from lessonkit.content.questions.question import Option, Question
from lessonkit.content.quiz import read_questions
from lessonkit.project import Project


class Reader:
    """Reads one question, whose heading is the fourth line of its file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[tuple[int, str]] = []

    def __call__(self, below: str) -> Question:
        path = self.folder / "vi.md"
        path.write_text(f"---\ntitle: Câu hỏi\n---\n## Em làm gì? {{#act kind=one exit}}\n{below}", encoding="utf-8")
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
