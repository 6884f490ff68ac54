"""The house: imports go one way, modules stay small, words stand in the catalogs, nobody else's files are kept."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po

from lessonkit.project import LANGUAGES
from tests.conftest import ROOT

LONGEST_MODULE = 250


def tracked(*patterns: str) -> list[Path]:
    command = ["git", "ls-files", "-co", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_rooms_import_one_way():
    linted = subprocess.run([sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
                            cwd=ROOT, capture_output=True, text=True)  # fmt: skip

    assert 0 == linted.returncode, linted.stdout


def test_no_module_is_longer_than_one_can_hold_in_mind():
    lengths = {path.name: len(path.read_text().splitlines()) for path in tracked("lessonkit/*.py")}

    assert {} == {name: length for name, length in lengths.items() if length > LONGEST_MODULE}


def test_every_module_says_first_what_it_is_for():
    modules = {path: path.read_text() for path in tracked("*.py")}

    assert [] == [path for path, text in modules.items() if text.strip() and not ast.get_docstring(ast.parse(text))]


def test_no_dead_code():
    """What templates, click, MkDocs and python-docx call counts as called."""
    templates = " ".join(path.read_text() for path in tracked("site_overrides/*.html"))
    called = {*re.findall(r"\.(\w+)", templates), "lang", "words", "format_usage", "format_options", "get_help_option"}
    called |= {"LessonKit", "static_templates", "nav", "extendMarkdown", "__call__", "help", "on_*"}
    called |= {"docs_dir", "list_templates", "bytecode_cache"}
    called |= {"status", "translated", "test", "screenshots", "bench", "new", "handle_*", "export", "pictures"}
    called |= {"author", "comments", "created", "modified", "alignment", "keep_with_next", "space_before", "space_after",
               "line_spacing", "page_width", "page_height", "*_margin"}  # fmt: skip
    command = [sys.executable, "-m", "vulture", "lessonkit", "build.py", "--ignore-names", ",".join(sorted(called))]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert "" == found.stdout


def test_style():
    checked = subprocess.run([sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, capture_output=True, text=True)

    assert 0 == checked.returncode, checked.stdout


def catalog_keys() -> set[str]:
    with (ROOT / "locales" / "vi" / "LC_MESSAGES" / "site.po").open("rb") as file:
        return {id if isinstance(id := message.id, str) else id[0] for message in read_po(file) if message.id}


def asked_keys() -> tuple[set[str], set[str]]:
    """Return the keys that templates and modules ask for, and the beginnings of those they put together."""
    whole, beginnings = set(), set()
    templates = "\n".join(path.read_text() for path in tracked("site_overrides/*.html"))
    for key, joined in re.findall(r"""(?:\bt|\bmany|voice\.say|view\.words)\(\s*["']([\w.-]+)["'](\s*~)?""", templates):
        (beginnings if joined else whole).add(key)
    modules = "\n".join(path.read_text() for path in [*tracked("lessonkit/*.py"), ROOT / "build.py"])
    for quoted in re.findall(r"""(?:words(?:\.many|\[\w+\])?|self)\(\s*f?(["'])([\w.-]+\.[\w.{-]*).*?\1""", modules):
        key, brace, _ = quoted[1].partition("{")
        (beginnings if brace else whole).add(key)
    for key, plus in re.findall(r"""words\(\s*["']([\w.-]+)["']( \+)?""", modules):
        (beginnings if plus else whole).add(key)
    return {key for key in whole if not key.endswith(".")}, beginnings | {key for key in whole if key.endswith(".")}


def test_every_message_that_is_asked_for_is_in_the_catalogs():
    whole, beginnings = asked_keys()
    known = catalog_keys()

    assert set() == {key for key in whole if key not in known}
    assert set() == {key for key in beginnings if not any(name.startswith(key) for name in known)}


def test_no_message_is_kept_that_nobody_asks_for():
    whole, beginnings = asked_keys()
    said = ("rule.", "advice.", "failure.", "launcher.", *beginnings)

    assert set() == {key for key in catalog_keys() if key not in whole and not key.startswith(said)}


def test_templates_and_scripts_hold_no_words_of_their_own():
    vietnamese = re.compile("[ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")
    names = ("site_overrides/*.html", "site_overrides/*.js")
    files = [path for path in tracked(*names) if path.name != "local-numbers.js"]
    spoken = {path.name: found for path in files if (found := vietnamese.findall(path.read_text())) and set(found) != {"đ"}}
    markup = {path.name: re.sub(r"{[{%#].*?[}%#]}", "", path.read_text()) for path in files if path.suffix == ".html"}
    word = re.compile(r">\s*([A-Za-z]{3,}[A-Za-z ]*)<")
    between_tags = {name: found for name, text in markup.items() if (found := word.findall(text))}

    assert {} == spoken
    assert {} == between_tags


def test_both_languages_have_a_catalog():
    assert sorted(LANGUAGES) == sorted(path.name for path in (ROOT / "locales").iterdir())


def test_no_file_of_somebody_else_is_kept():
    kept = [path.name for path in tracked() if re.search(r"\.(min\.(js|css)|woff2?|ttf|otf|whl|map)$", path.name)]

    assert [] == kept


def test_no_file_names_a_package_host():
    hosts = re.compile("pypi" + r"\.org|python" + r"hosted|registry\." + "npmjs|npmjs" + r"\.com")
    files = tracked("*.txt", "*.in", "*.json", "*.toml", "*.yml", "*.py", "*.md")

    assert [] == [path for path in files if hosts.search(path.read_text(errors="replace"))]


def test_every_requirement_is_locked_with_hashes():
    for name in ("requirements.txt", "requirements-test.txt"):
        for entry in re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text().strip()):
            assert "==" in entry and "--hash=sha256:" in entry, entry
