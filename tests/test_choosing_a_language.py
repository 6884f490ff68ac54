"""The command line speaks the language one asks for, else the machine's, else Vietnamese."""

import pytest

from lessonkit.cli import choose_language


@pytest.mark.parametrize(
    ("arguments", "environment", "language", "rest"),
    [
        (["check", "--lang", "en"], {"LANG": "vi_VN.UTF-8"}, "en", ["check"]),
        (["--lang=vi", "check"], {"LANG": "en_US.UTF-8"}, "vi", ["check"]),
        (["check"], {"LANG": "en_US.UTF-8"}, "en", ["check"]),
        (["check"], {"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN"}, "vi", ["check"]),
        (["check"], {"LANG": "vi_VN", "LC_MESSAGES": "en_GB.UTF-8"}, "en", ["check"]),
        (["check"], {"LANG": "fr_FR.UTF-8"}, "vi", ["check"]),
        (["check"], {"LANG": "C.UTF-8", "LC_ALL": ""}, "vi", ["check"]),
        (["check", "--lang", "fr"], {"LANG": "en_US.UTF-8"}, "vi", ["check", "--lang", "fr"]),
        (["--lang=", "--lang=", "check"], {"LANG": "en_US.UTF-8"}, "en", ["--lang=", "--lang=", "check"]),
        (["check", "--lang"], {"LANG": "en_US.UTF-8"}, "en", ["check", "--lang"]),
        (["new", "12-14/a", "--number", "7", "--lang", "en"], {}, "en", ["new", "12-14/a", "--number", "7"]),
    ],
)
def test_the_language_asked_for_comes_before_the_machines(arguments: list, environment: dict, language: str, rest: list):
    assert (language, rest) == choose_language(arguments, environment)
