"""Signatures: whose list of files it is. ECDSA P-256 with SHA-256, which a browser as old as Chrome 109 can check.

The signature stands in `SHA256SUMS.sig` with the public key. Whoever forges a stick can sign it with a key of their own:
only the fingerprint, compared with a printed one, says whose it is.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

from lessonkit.findings import Failure

SIGNATURE = "SHA256SUMS.sig"
ALGORITHM = "ECDSA-P256-SHA256"
NONE, GOOD, BAD = "none", "good", "bad"
UNSIGNED = b"{}\n"

_SIDE = 32
"""Bytes of each of the two numbers of a signature."""


@dataclass(frozen=True)
class Signed:
    """What a signature turned out to be: `none`, `good` or `bad`, and the fingerprint of its key ("" if unknown)."""

    state: str
    fingerprint: str = ""


def make_key(path: Path) -> str:
    """Write a new private key that only its owner may read; return its fingerprint.

    Raises:
        Failure: something stands there already, or the disk refused.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
    except FileExistsError as fault:
        raise Failure("key-exists", file=str(path)) from fault
    except OSError as fault:
        raise Failure("key-unwritable", file=str(path), reason=fault.strerror or str(fault)) from fault
    return fingerprint_of(_public(key))


def read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """Read a private key.

    Raises:
        Failure: there is no key of ours in the file.
    """
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as fault:
        raise Failure("key-unreadable", file=str(path), reason=fault.strerror or str(fault)) from fault
    except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
        raise Failure("key-not-ours", file=str(path)) from fault
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise Failure("key-not-ours", file=str(path))
    return key


def sign(data: bytes, key: ec.EllipticCurvePrivateKey | None) -> bytes:
    """Return the bytes of `SHA256SUMS.sig` for a list; the same list and key give the same bytes."""
    if not key:
        return UNSIGNED
    der = key.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    raw = b"".join(number.to_bytes(_SIDE, "big") for number in utils.decode_dss_signature(der))
    return _written(_public(key), raw)


def check_signature(data: bytes, written: bytes) -> Signed:
    """Say whether a list is signed, and with which key; `written` are the bytes of `SHA256SUMS.sig`."""
    if written == UNSIGNED:
        return Signed(NONE)
    try:
        said = json.loads(written)
        spki, raw = (base64.b64decode(said[name], validate=True) for name in ("key", "signature"))
        key = serialization.load_der_public_key(spki)
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error, UnsupportedAlgorithm):
        return Signed(BAD)
    known = isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1)
    if not known or len(raw) != 2 * _SIDE or written != _written(spki, raw):
        return Signed(BAD)
    numbers = (int.from_bytes(raw[:_SIDE], "big"), int.from_bytes(raw[_SIDE:], "big"))
    try:
        key.verify(utils.encode_dss_signature(*numbers), data, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return Signed(BAD, fingerprint_of(spki))
    return Signed(GOOD, fingerprint_of(spki))


def fingerprint_of(key: ec.EllipticCurvePrivateKey | bytes) -> str:
    """Return what a person compares: half the SHA-256 of a public key (SPKI), in eight groups of four."""
    spki = key if isinstance(key, bytes) else _public(key)
    digits = hashlib.sha256(spki).hexdigest()[:32].upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _public(key: ec.EllipticCurvePrivateKey) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.DER, form)


def _written(spki: bytes, raw: bytes) -> bytes:
    """Return the bytes of `SHA256SUMS.sig`; any other way to write the same is none of ours."""
    said = {"algorithm": ALGORITHM, "key": _base64(spki), "signature": _base64(raw)}
    return json.dumps(said).encode() + b"\n"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
