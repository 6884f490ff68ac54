"""In brief: a text is cut at sentences only, every paragraph comes to a word, and questions are found."""

import re

from hypothesis import given
from hypothesis import strategies as st

from lessonkit.website.brief import in_brief, in_one_line, parts_of, questions_in

TIGHT = '<p class="tight">{}</p>'.format
SAID = """<p>Người ta gọi chuyện này là bắt cóc trực tuyến. Kẻ xấu ở rất xa.</p>
<p>Các em giơ ba ngón tay, mỗi ngón một bước. <em>(Giơ tay. Chờ.)</em> Một: dọa cho sợ.</p>"""


def test_every_paragraph_comes_to_a_word_before_one_comes_to_a_second():
    told = "Người ta gọi chuyện này là bắt cóc trực tuyến. … Các em giơ ba ngón tay, mỗi ngón một bước. …"

    assert TIGHT(told) == in_brief(SAID, 100)


def test_a_text_that_has_room_is_told_whole():
    assert "…" not in in_brief(SAID, 1000)
    assert in_brief(SAID, 1000).endswith("<em>(Giơ tay. Chờ.)</em> Một: dọa cho sợ.</p>")


def test_the_first_sentence_stands_even_where_it_has_no_room():
    assert TIGHT("Người ta gọi chuyện này là bắt cóc trực tuyến. …") == in_brief(SAID, 5)


def test_nothing_is_cut_inside_quotes_brackets_or_emphasis():
    quoted = '<p>Bà bảo: "Con kể là giỏi. Con không có lỗi." <strong>Dừng lại. Rời đi.</strong> Rồi kể ngay.</p>'

    assert '<p class="tight">Bà bảo: "Con kể là giỏi. Con không có lỗi." …</p>' == in_brief(quoted, 50)
    assert '<p class="tight">Bà bảo: "Con kể là giỏi. Con không có lỗi." <strong>Dừng lại. Rời đi.</strong> …</p>' == in_brief(
        quoted, 65
    )


def test_what_stands_below_is_never_told_without_what_it_follows():
    stages = "<h3>Chặng 1</h3><p>Ai gọi?</p><ol><li>Nghe tiếp. Càng nghe càng rối.</li><li>Ngắt máy.</li></ol><h3>Chặng 2</h3>"

    assert [TIGHT("<strong>Chặng 1</strong>"), TIGHT("Ai gọi?")] == in_brief(stages, 18).split("\n")
    assert TIGHT("Nghe tiếp. · Ngắt máy.") == in_brief(stages, 40).split("\n")[-1]
    assert TIGHT("Nghe tiếp. Càng nghe càng rối. · Ngắt máy.") == in_brief(stages, 99).split("\n")[-1]


@given(st.lists(st.integers(1, 6), max_size=6), st.integers(0, 400))
def test_what_is_told_in_brief_stands_in_the_text_and_keeps_its_order(paragraphs: list[int], letters: int):
    text = "\n".join("<p>" + " ".join(f"Câu {number}.{part}!" for part in range(count)) + "</p>"
                     for number, count in enumerate(paragraphs))  # fmt: skip
    told = re.findall(r"Câu \d+\.\d+!", in_brief(text, letters))
    sentences = re.findall(r"Câu \d+\.\d+!", text)

    assert [sentence for sentence in sentences if sentence in told] == told
    assert bool(told) == bool(sentences)


def test_a_board_is_read_out_in_one_line():
    board = "<h3>Ba bước</h3><table><tr><th>Họ</th><th>Em</th></tr><tr><td>Dọa</td><td>Ngắt máy</td></tr></table>"

    assert "Ba bước · Họ – Em · Dọa – Ngắt máy" == in_one_line(board)


def test_questions_are_those_that_readers_are_asked():
    texts = [
        '<p>Tim Minh đập mạnh. Minh nên làm gì?</p><ul><li>Hỏi tên?</li></ul><p>Mẹ hỏi: "Con sao thế?" Rồi mẹ đi.</p>',
        "<p>Minh nên làm gì? Minh kể với ai?</p>",
    ]

    assert ["Minh nên làm gì?", "Minh kể với ai?"] == questions_in(texts, 3)
    assert ["Minh nên làm gì?"] == questions_in(texts, 1)


def test_a_slip_is_told_in_parts_that_begin_with_strong_words():
    slip = "<p><strong>Hôm nay?</strong> Ba bước.</p><p><strong>Khi con kể:</strong></p><ol><li>Nghe.</li></ol>"

    assert [
        "<p><strong>Hôm nay?</strong> Ba bước.</p>",
        "<p><strong>Khi con kể:</strong></p><ol><li>Nghe.</li></ol>",
    ] == parts_of(slip)
