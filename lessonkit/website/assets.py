"""Assets that all pages share: one stylesheet, one script, three weights of the font.

Third-party parts come out of locked packages at build time; nothing of theirs is kept in the repository.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path

from lessonkit.content.help import SLOTS, Channel
from lessonkit.content.questions.kinds import FORMS
from lessonkit.project import SOURCE_LANGUAGE, Project
from lessonkit.website.prose import Picture
from lessonkit.website.site import Site

WEIGHTS = (400, 600, 800)
FONT = "Be Vietnam Pro"
ICONS = "material/templates/.icons/material"
"""Where the theme's package has the icons that our templates show."""

LETTERS = "U+0020-007E,U+00A0-00FF,U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0303,U+0309,U+0323,U+1EA0-1EF9,U+2010-2015,U+2018-201F,U+2022,U+2026,U+2190-2193,U+20AB,U+2212,U+2715"  # noqa: E501
"""Latin letters, all Vietnamese letters composed and as combining marks, and the signs that the kit writes."""

TYPES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".woff2": "font/woff2",
}  # fmt: skip

STYLES = (
    "tokens", "frame", "doors", "lesson", "glossary", "quiz", "aloud", "rehearsal", "room", "help", "progress", "print",
)  # fmt: skip
PLAYERS = tuple(f"quiz/{form}" for form in FORMS)
RECORDING = ("progress/desk", "progress/marks")
SCRIPTS = ("exit", "local", "language", "steps", "search", *PLAYERS, "quiz", "aloud", *RECORDING)
OWN_SCRIPTS = {"rehearsal": ("rehearsal",), "room": ("room",)}
"""Of the pages of these names alone."""
TEACHERS_SCRIPTS = {"present": ("clock", "deck", "tally", "vote", "present"), "speaker": ("clock", "deck", "hands", "speaker"),
                    "totals": ("tally", "totals"), "timetable": ("timetable",)}  # fmt: skip
"""In the same way, in the teacher's edition alone."""
TEACHERS_STYLES = {"teachers": ("teachers",), "handouts": ("handouts",), "present": ("present", "vote"),
                   "speaker": ("speaker", "hands"), "totals": ("totals",), "coverage": ("coverage",)}  # fmt: skip
"""In the same way; the first is of every page of that edition, the second of every paper."""
STORE_SCRIPTS = ("progress/book", "progress/store")
"""Of the hidden page that keeps progress for all pages."""
PROGRESS_SCRIPTS = ("progress/code", "progress/page")
"""Of the pages that show progress."""
PHONE_STYLES = (
    "tokens", "frame", "doors", "lesson", "glossary", "quiz", "rehearsal", "room", "help", "progress", "print", "phone",
)  # fmt: skip
PHONE_SCRIPTS = (
    "exit", "local", "steps", "search", *PLAYERS, "quiz", "rehearsal", "room",
    "progress/book", *RECORDING, *PROGRESS_SCRIPTS, "phone",
)  # fmt: skip
"""What a phone file needs; it has no other language beside it."""

_FONT_ADDRESS = re.compile(r'url\("([\w-]+\.woff2)"\)')
_VIEW_BOX = re.compile(r"<svg\b[^>]*\bviewBox\s*=\s*[\"']\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)")


def make_assets(project: Project, edition: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every asset that the pages of an edition share, the same for every language."""
    scripts = OWN_SCRIPTS | (TEACHERS_SCRIPTS if edition == "teacher" else {})
    yield "assets/kit.css", _join(project, "css", STYLES).encode()
    yield "assets/sheets.css", _join(project, "css", ("sheets",)).encode()
    yield "assets/kit.js", _join(project, "js", SCRIPTS).encode()
    yield "assets/store.js", _join(project, "js", STORE_SCRIPTS).encode()
    for name, parts in scripts.items():
        yield f"assets/{name}.js", _join(project, "js", parts).encode()
    for name, parts in TEACHERS_STYLES.items() if edition == "teacher" else ():
        yield f"assets/{name}.css", _join(project, "css", parts).encode()
    yield "assets/progress.js", _join(project, "js", PROGRESS_SCRIPTS).encode()
    yield "assets/icon.svg", (project.overrides / "assets" / "icon.svg").read_bytes()
    yield "assets/licences.txt", licences().encode()
    yield "local.js", (project.overrides / "assets" / "local-numbers.js").read_bytes()
    for weight in WEIGHTS:
        yield f"assets/be-vietnam-pro-{weight}.woff2", _font(project, weight)


def make_local(channels: Iterable[Channel]) -> bytes:
    """Return a `local.js` that names a school's own channels: what its authors would have typed into it."""
    said = {channel.id: " ".join(filter(None, (channel.names[SOURCE_LANGUAGE], channel.number))) for channel in channels}
    slots = {slot: said.get(slot, "") for slot in SLOTS}
    return f"window.kitLocal = {json.dumps(slots, ensure_ascii=False, indent=2)};\n".replace("</", "<\\/").encode()


def phone_style(project: Project) -> str:
    """Return the stylesheet of a phone file, with the fonts inside it."""
    fonts = {f"be-vietnam-pro-{weight}.woff2": _font(project, weight) for weight in WEIGHTS}
    style = _join(project, "css", PHONE_STYLES)
    return _FONT_ADDRESS.sub(lambda address: f'url("{_data(".woff2", fonts[address[1]])}")', style)


def phone_script(project: Project) -> str:
    """Return the script of a phone file, without the index of its search."""
    return _join(project, "js", PHONE_SCRIPTS)


def data_address(path: Path) -> str:
    """Return an address that is itself the content of a file."""
    return _data(path.suffix, path.read_bytes())


@cache
def licences() -> str:
    """Return the licences of the parts that are not ours; all ask to travel with them."""
    texts = []
    for package in ("fontpkg-be-vietnam-pro", "mkdocs-material", "python-docx"):
        distribution = metadata.distribution(package)
        texts.append(f"{package} {distribution.version}\n\n{distribution.read_text('licenses/LICENSE')}")
    icons = metadata.distribution("mkdocs-material").locate_file(ICONS)
    texts.append(f"Material Design Icons\n\n{Path(icons, 'LICENSE').read_text(encoding='utf-8')}")
    return "\n\n".join(texts)


def picture_path(site: Site, path: Path) -> str:
    """Return where a picture stands in an edition; it is the same file for both languages."""
    unit, kind = site.unit_in.get(path.parent, (None, ""))
    if unit and kind != "quiz":
        return f"pictures/{unit.name}-{path.name}"
    return f"pictures/{'-'.join(path.relative_to(site.library.project.root).parts)}"


def measure_picture(path: Path, address: str) -> Picture:
    """Return a picture with the size that its drawing says it has."""
    return Picture(address, *_measure(path, path.stat().st_mtime_ns)) if path.suffix == ".svg" else Picture(address)


@lru_cache(maxsize=256)
def _measure(path: Path, _saved: int) -> tuple[int, ...]:
    """Return the width and height of a drawing as it was saved at a time, or nothing."""
    box = _VIEW_BOX.search(path.read_text(encoding="utf-8"))
    return tuple(round(float(side)) for side in box.groups()) if box else ()


def _join(project: Project, suffix: str, names: tuple[str, ...]) -> str:
    """Join our own files into one: a stick gives every small file a whole cluster, and a page one more wait."""
    folder = project.overrides / "assets"
    return "\n".join((folder / f"{name}.{suffix}").read_text(encoding="utf-8") for name in names)


def _data(suffix: str, content: bytes) -> str:
    return f"data:{TYPES[suffix]};base64,{b64encode(content).decode()}"


def _font(project: Project, weight: int) -> bytes:
    """Return a weight of the font, cut to the letters of the kit; hinted, since old screens need it."""
    versions = [metadata.version(package) for package in ("fontpkg-be-vietnam-pro", "fonttools", "brotli")]
    key = hashlib.sha256(repr((FONT, weight, LETTERS, versions)).encode()).hexdigest()[:16]
    kept = project.cache / "fonts" / f"{key}.woff2"
    if not kept.exists():
        import fontpkg  # these two take as long to import as ten lessons to build, and are needed once
        from fontTools import subset

        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = kept.with_suffix(f".{os.getpid()}.part")
        source = str(fontpkg.path(FONT, weight=weight))
        options = ("--flavor=woff2", "--layout-features=*", "--hinting", "--no-recalc-timestamp")
        subset.main([source, f"--unicodes={LETTERS}", f"--output-file={beside}", *options])
        beside.replace(kept)
    return kept.read_bytes()
