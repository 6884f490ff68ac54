"""Checks of words: none that blames whoever was harmed, none that frightens, none that says how harm is done."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lessonkit.content.document import Document
from lessonkit.content.library import Library
from lessonkit.findings import Finding, Text, error


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_BLAME = {
    "vi": _any(
        "ngây thơ", "cả tin", "dại dột", "khờ dại", "ngu ngốc", "nhẹ dạ", "hám lợi", "mắc bẫy vì tham",
        "tại (?:em|bạn) (?:cả|thôi)", "ai bảo (?:em|bạn|con) (?:gửi|tin|nghe)", "lẽ ra (?:em|bạn|con) (?:phải|không nên)",
        "clip nóng", "ảnh nóng", "lộ hàng",
    ),
    "en": _any(
        "naive", "gullible", "foolish", "stupid", "(?:your|his|her|their) own fault", "should have known better",
        "fell for it because", "nudes", "sex tapes?", "leaked (?:clip|tape)s?",
    ),
}  # fmt: skip
"""What reproaches the person who was harmed, or calls private pictures by a name that does."""

_FRIGHT = {
    "vi": _any(
        "kinh hoàng", "khủng khiếp", "hãi hùng", "rùng rợn", "ghê rợn", "thảm khốc", "đẫm máu", "hủy hoại cả đời",
        "mất mạng", "không còn đường lui", "quá muộn rồi", "đã quá muộn", "con quỷ", "ác quỷ",
    ),
    "en": _any(
        "horrif(?:ic|ying)", "terrifying", "gruesome", "bloody", "ruins? (?:your|a) (?:whole )?life", "monsters?", "evil",
        "now it is too late", "it will be too late", "no way back", "deadly",
    ),
}  # fmt: skip
"""What makes a reader freeze instead of act."""

_METHOD = {
    "vi": _any(
        "cách (?:làm|tạo|ghép|chế) (?:ảnh|video|giọng|mặt|trang|link|tin|tài khoản) (?:nói )?giả", "sim rác",
        "mua tài khoản ngân hàng", "phần mềm (?:giả|đổi|ghép) (?:giọng|mặt|số)",
        "ứng dụng (?:giả|đổi|ghép) (?:giọng|mặt|số)", "cài (?:lén|trộm) phần mềm", "rạch tay",
        "uống thuốc (?:ngủ|quá liều)", "treo cổ", "nhảy (?:lầu|cầu)",
    ),
    "en": _any(
        "how to (?:make|create|build) (?:a )?(?:fake|deepfake|clone)\\w*", "burner sims?", "buy (?:a )?bank accounts?",
        "(?:voice|face)[- ](?:cloning|changing|swapping) (?:app|software|tool)s?",
        "number[- ]spoofing (?:app|software|tool)s?", "overdose", "cut(?:ting)? (?:your|her|his|their) (?:wrists?|arms?)",
        "hang(?:ed|ing)? (?:himself|herself|themselves|yourself)",
    ),
}  # fmt: skip
"""What hands somebody a tool, or names a way of harming oneself."""

SEARCHED = "words"
"""The key of an urgent page that holds what a frightened reader types, in whatever words."""

_QUOTED = re.compile(r"[\"“«][^\"”»]*[\"”»]")


def check_words(library: Library) -> Iterator[Finding]:
    """Blame and fright stand nowhere but in quotation marks, where what somebody says is answered beside it.

    A method of harm is looked for in quotations, too.
    """
    for document in library.documents:
        blame, fright, method = words = _BLAME[document.language], _FRIGHT[document.language], _METHOD[document.language]
        texts = tuple(_texts(document))
        whole = unicodedata.normalize("NFC", "\n".join(texts))
        for text in texts if any(each.search(whole) for each in words) else ():
            written = unicodedata.normalize("NFC", text)
            told = _QUOTED.sub("", written)
            if found := blame.search(told):
                yield error(text.place, "words-that-blame", words=found[0])
            if found := fright.search(told):
                yield error(text.place, "words-that-frighten", words=found[0])
            if found := method.search(written):
                yield error(text.place, "method-of-harm", words=found[0])


def _texts(document: Document) -> Iterator[Text]:
    for key in document.meta:
        if key != SEARCHED:
            yield from document.list(key)
    for section in document.sections:
        yield section.title
        for passage in section.passages:
            yield from passage.lines
