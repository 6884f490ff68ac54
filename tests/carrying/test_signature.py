"""Keys and signatures: made once, never overwritten; the same list gives the same signature."""

import base64
import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from lessonkit.carrying.signature import BAD, GOOD, NONE, UNSIGNED, check_signature, fingerprint_of, make_key, read_key, sign
from lessonkit.findings import Failure

LIST = b"0" * 64 + b"  BAT-DAU.html\n"


@pytest.fixture
def key(tmp_path: Path) -> ec.EllipticCurvePrivateKey:
    make_key(tmp_path / "key.pem")
    return read_key(tmp_path / "key.pem")


def test_a_key_is_its_owners_alone_and_never_overwritten(tmp_path: Path):
    fingerprint = make_key(tmp_path / "key.pem")
    written = (tmp_path / "key.pem").read_bytes()

    assert 0o600 == stat.S_IMODE((tmp_path / "key.pem").stat().st_mode)
    assert fingerprint == fingerprint_of(read_key(tmp_path / "key.pem"))
    assert [4] * 8 == [len(group) for group in fingerprint.split()]
    with pytest.raises(Failure, match="key-exists"):
        make_key(tmp_path / "key.pem")
    assert written == (tmp_path / "key.pem").read_bytes()


def test_a_signature_is_good_for_its_list_alone(key: ec.EllipticCurvePrivateKey):
    signature = sign(LIST, key)

    assert (GOOD, fingerprint_of(key)) == (check_signature(LIST, signature).state, check_signature(LIST, signature).fingerprint)
    assert BAD == check_signature(LIST + b" ", signature).state
    assert signature == sign(LIST, key)
    assert NONE == check_signature(LIST, UNSIGNED).state


def test_a_signature_written_in_any_other_way_is_bad(key: ec.EllipticCurvePrivateKey):
    said = json.loads(sign(LIST, key))
    large = rsa.generate_private_key(65537, 2048).public_key()
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    other = base64.b64encode(large.public_bytes(*form)).decode()
    curve = base64.b64encode(ec.generate_private_key(ec.SECP384R1()).public_key().public_bytes(*form)).decode()
    for written in (
        b"", b"{}", b"[]\n", b"null\n", b"\xff", b"[" * 100_000,
        json.dumps(said).encode(),
        json.dumps({**said, "more": 1}).encode() + b"\n",
        json.dumps({**said, "algorithm": "none"}).encode() + b"\n",
        json.dumps({**said, "key": other}).encode() + b"\n",
        json.dumps({**said, "key": curve}).encode() + b"\n",
        json.dumps({**said, "key": 5}).encode() + b"\n",
        json.dumps({**said, "signature": said["signature"][:-4]}).encode() + b"\n",
        json.dumps({**said, "signature": ""}).encode() + b"\n",
    ):  # fmt: skip
        assert BAD == check_signature(LIST, written).state, written[:80]


def test_a_file_that_is_no_key_of_ours_is_told(tmp_path: Path):
    plain = serialization.NoEncryption()
    pem = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain
    )
    for data in (b"", b"hello", pem):
        (tmp_path / "x.pem").write_bytes(data)
        with pytest.raises(Failure, match="key-not-ours"):
            read_key(tmp_path / "x.pem")
    with pytest.raises(Failure, match="key-unreadable"):
        read_key(tmp_path / "nowhere.pem")
