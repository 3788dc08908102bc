"""WeChat's safe mode: every message in a box, locked with AES, and signed."""

import hashlib
from base64 import b64decode

from transom.channel import Connection
from transom.errors import UnreadableError

BLOCK = 16
KEY_SIZE = 32
HEAD = 20
"""Bytes before the message: sixteen at random, and the message's length in four."""


def signature(token: str, *parts: str) -> str:
    """Return the SHA-1 of the token and the other parts in the order of the alphabet."""
    return hashlib.sha1("".join(sorted((token, *parts))).encode()).hexdigest()  # noqa: S324 - WeChat's scheme


def unlocked(encrypted: str, connection: Connection) -> bytes:
    """Return the message in a box that is for the connection's app; raises `UnreadableError`."""
    app_id = connection.settings.get("app_id", "")
    for key in connection.secrets("aes_key"):
        content = _content(_decrypted(encrypted, key), app_id)
        if content is not None:
            return content
    raise UnreadableError("the message is not locked with the EncodingAESKey, or not for the AppID")


def _decrypted(encrypted: str, aes_key: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415 - slow to load

    try:
        key, box = b64decode(aes_key + "="), b64decode(encrypted, validate=True)
    except ValueError:
        return b""
    if len(key) != KEY_SIZE or not box or len(box) % BLOCK:
        return b""
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:BLOCK])).decryptor()
    return _unpadded(decryptor.update(box) + decryptor.finalize())


def _unpadded(padded: bytes) -> bytes:
    size = padded[-1]
    return padded[:-size] if 1 <= size <= KEY_SIZE else b""


def _content(box: bytes, app_id: str) -> bytes | None:
    end = HEAD + int.from_bytes(box[BLOCK:HEAD])
    is_ours = bool(app_id) and len(box) > HEAD and box[end:] == app_id.encode()
    return box[HEAD:end] if is_ours else None
