"""Markdown converted once, quickly, and as Markdown itself would do it."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from lessonkit.content.document import Document
from lessonkit.content.library import Library
from lessonkit.website import conversion
from lessonkit.website.conversion import Converter, close
from lessonkit.website.engine import make_converter

MARKS = "[]()!<>&*_`\\|#-+.:~=\"' \n\t\xa01aĐạ\ue000\ue001"


@cache
def converters(root) -> tuple[Converter, Converter]:
    """Return the kit's converter, and one without any of its short cuts."""
    quick, plain = make_converter(root), make_converter(root)
    plain._markdown.treeprocessors.register(InlineProcessor(plain._markdown), "inline", 20)
    return quick, plain


def both(project, text: str) -> tuple[str, str]:
    quick, plain = converters(project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conversion, "_PLAIN", conversion.re.compile("(?!)"))
        slow = plain._convert(text)
    return slow, quick._convert(text)


def texts_of(document: Document):
    for section in document.sections:
        yield str(section.title)
        for passage in section.passages:
            yield passage.markdown
            yield from passage.lines


def test_no_text_of_the_kit_comes_out_differently_for_the_short_cuts(library: Library, project):
    told = {text for document in library.documents for text in texts_of(document)}
    differ = [text for text in told if len(set(both(project, text))) > 1]

    assert [] == differ
    assert len(told) > 1000


@given(st.text(st.sampled_from(MARKS), max_size=40))
def test_no_text_at_all_does(project, text: str):
    slow, quick = both(project, text)

    assert slow == quick


def test_an_authors_text_cannot_forge_an_opening(project):
    quick, _ = converters(project)
    opened = quick.convert('Chữ \ue000nguon\ue001 và <a href="\ue000x\ue001">đây</a>.')

    assert "<p>Chữ nguon và" in close(opened, lambda _: " href=forged", lambda _: "", lambda _: "forged")
    assert "forged" not in close(opened, lambda _: "", lambda _: "", lambda _: "forged")


def test_what_is_open_is_closed_page_by_page(project):
    quick, _ = converters(project)
    opened = quick.convert("Xem [bài](../a/vi.md#x&y) và ![Một cây](cay.svg) [^nguon-1]. Tên: ______")
    closed = close(opened, lambda to: f' href="{to}!"', lambda of: f' src="{of}?"', lambda id: f"({id})")

    assert '<a href="../a/vi.md#x&y!">bài</a>' in closed
    assert 'src="cay.svg?"' in closed
    assert "(nguon-1)" in closed
    assert '<span class="blank"></span>' in closed
    assert "\ue000" not in closed


def test_several_lines_to_write_on_in_one_sentence_make_no_emphasis_of_what_stands_between(project):
    html = converters(project)[0]._convert("Đến ____ giờ tối, để máy ở: ______ Người lớn ký: ____")

    assert (3, 0) == (html.count('<span class="blank"></span>'), html.count("<em>"))
