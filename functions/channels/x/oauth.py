"""OAuth 1.0a (RFC 5849): each call signed with the app's and the account's secrets, which never expire."""

import secrets
import time
from urllib.parse import quote

from transom.channel import Connection
from transom.provider.proof import hmac_base64


def authorization(method: str, url: str, connection: Connection) -> dict[str, str]:
    """Return the header that proves a call; neither a body in JSON nor one of parts is in what is signed."""
    fields = {
        "oauth_consumer_key": connection.secret.get("consumer_key", ""),
        "oauth_nonce": secrets.token_hex(16),
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": str(int(time.time())),
        "oauth_token": connection.secret.get("access_token", ""),
        "oauth_version": "1.0",
    }
    fields["oauth_signature"] = signature(method, url, fields, connection)
    stated = ", ".join(f'{_quoted(name)}="{_quoted(value)}"' for name, value in fields.items())
    return {"Authorization": f"OAuth {stated}"}


def signature(method: str, url: str, fields: dict[str, str], connection: Connection) -> str:
    """Return the signature over a call and its parameters."""
    pairs = sorted((_quoted(name), _quoted(value)) for name, value in fields.items())
    parameters = "&".join(f"{name}={value}" for name, value in pairs)
    base = "&".join(_quoted(part) for part in (method, url, parameters))
    names = ("consumer_secret", "access_token_secret")
    key = "&".join(_quoted(connection.secret.get(name, "")) for name in names)
    return hmac_base64(key, base.encode(), "sha1")


def _quoted(text: str) -> str:
    return quote(text, safe="-._~")
