"""Sticks for tests: a small one by the rules of carrying, made from the pages for its root and the kit under test."""

import base64
import hashlib
import html
import json
import re
import shutil
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

FOLDER = "bo/2026-11-22"
ROOT_PAGES = ("BAT-DAU", "GIAO-VIEN", "HOC-SINH", "KIEM-TRA", "DIEN-THONG-TIN", "HUONG-DAN", "BAN-GIAO")
PACKED = {"teacher", "pupil", "phone", "vi", "en", "unsigned", "06-08", "09-11", "12-14", "15-17", "18-24"}
CATALOG = {
    "id": "ba-lo-an-toan",
    "version": "0.1.0",
    "date": "2026-11-22",
    "folder": "2026-11-22",
    "editions": ["teacher", "pupil"],
    "phone": True,
    "bands": ["06-08", "09-11", "12-14", "15-17", "18-24"],
    "languages": ["vi", "en"],
    "local": [f"{FOLDER}/pupil/local.js", f"{FOLDER}/teacher/local.js"],
    "leftover": {},
    "recalled": [],
}

MARK = re.compile(r"^<!--(?:if (?P<name>[\w-]+)|end)-->$")


def fill_marks(text: str, packed: set[str], fingerprint: str = "") -> str:
    """Return a page for the root of a stick as it stands on one."""
    lines, kept = [], [True]
    for line in text.split("\n"):
        mark = MARK.match(line)
        if mark and mark["name"]:
            kept.append(kept[-1] and mark["name"] in packed)
        elif mark:
            kept.pop()
        elif kept[-1]:
            lines.append(line)
    assert [True] == kept
    filled = "\n".join(lines).replace("[[folder]]", FOLDER).replace("[[fingerprint]]", html.escape(fingerprint))
    assert "[[" not in filled.partition("<script>")[0]
    return filled


def make_stick(
    dist: Path, stick: Path, packed: set[str] = PACKED, key: ec.EllipticCurvePrivateKey | None = None, **catalog: object
) -> Path:
    """Make a stick with the pages for its root and, of each edition and phone, a few files; return its folder."""
    files = {
        f"{name}.html": fill_marks(read(dist / "stick" / f"{name}.html"), packed, fingerprint_of(key)) for name in ROOT_PAGES
    }
    told = {**CATALOG, **catalog}
    for edition in told["editions"]:
        for language in told["languages"]:
            path = f"{edition}/{language}/index.html"
            files[f"{FOLDER}/{path}"] = read(dist / path)
        files[f"{FOLDER}/{edition}/index.html"] = read(dist / edition / "index.html")
        write(stick / FOLDER / edition / "local.js", read(dist / edition / "local.js"))
    files["bo/catalog.json"] = json.dumps(told, ensure_ascii=False)
    for path, text in files.items():
        write(stick / path, text)
    write_list(stick, sorted(files))
    sign(stick, key)
    return stick


def write_list(stick: Path, paths: list[str]) -> None:
    """Write SHA256SUMS for some files of a stick."""
    write(
        stick / "SHA256SUMS", "".join(f"{hashlib.sha256((stick / path).read_bytes()).hexdigest()}  {path}\n" for path in paths)
    )


def sign(stick: Path, key: ec.EllipticCurvePrivateKey | None) -> None:
    """Sign the list of a stick, or say that it is not signed."""
    signed = {}
    if key:
        r, s = utils.decode_dss_signature(key.sign((stick / "SHA256SUMS").read_bytes(), ec.ECDSA(SHA256())))
        raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        coded = {"key": spki(key), "signature": raw}
        signed = {"algorithm": "ECDSA-P256-SHA256"} | {name: base64.b64encode(value).decode() for name, value in coded.items()}
    write(stick / "SHA256SUMS.sig", json.dumps(signed) + "\n")


def fingerprint_of(key: ec.EllipticCurvePrivateKey | None) -> str:
    """Return what is printed of a key: sixteen bytes in eight groups."""
    printed = hashlib.sha256(spki(key)).hexdigest()[:32].upper() if key else ""
    return " ".join(re.findall("....", printed))


def spki(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def copy_of(stick: Path, into: Path) -> Path:
    """Copy a stick, to be damaged."""
    return Path(shutil.copytree(stick, into))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
