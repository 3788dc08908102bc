"""Keys made from numbers that everybody can read: they prove nothing but that what they sign is made up."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_EXPONENT = 65537
_SCALAR = 0x5BE1B08D79F884CDC2B24A2857CF31D435B2B3B30294E9CA5993DA369D1A76A6
_P = int(
    "c33d46b2227bd54a2e13c49c770dd7de4ddc86adabf6e334c17c71953f26a703c89312b82640b643905486835665d61c"
    "278e4d4da2fb1c1582891bcf41df4ace52a911f0f39ac0fcaddba1c626f6f0b53d76c371b2bccd313d537e79143f1baf"
    "c800e9a27b0b7ae68635392524066a076f93936dd85ab3f407a930d070db28b3",
    16,
)
_Q = int(
    "c035d97cc78dc8b6e556993f78c18b64a1b9c063ca0e0eb2a8703d5cdbcb940a499edaf1d3de9d5fbd2a7d061160a581"
    "0293eecc30bf97714b4322b9f91ccb771ab5dc2956bd94b7c95a17e03d31e5575a559aa294769b6052e094ae1d4f2dfd"
    "5b076584bcf06fa690b2d3040bfec18da08eab51b1f359980da399178a1e8dad",
    16,
)


@cache
def rsa() -> "RSAPrivateKey":
    """Return the key of those who sign with RSA."""
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - slow to import

    private = pow(_EXPONENT, -1, (_P - 1) * (_Q - 1))
    public = rsa.RSAPublicNumbers(_EXPONENT, _P * _Q)
    dp, dq, inverse = private % (_P - 1), private % (_Q - 1), pow(_Q, -1, _P)
    return rsa.RSAPrivateNumbers(_P, _Q, private, dp, dq, inverse, public).private_key()


@cache
def elliptic() -> "EllipticCurvePrivateKey":
    """Return the key of those who sign with the curve P-256."""
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - slow to import

    return ec.derive_private_key(_SCALAR, ec.SECP256R1())


def pem(key: "RSAPrivateKey | EllipticCurvePrivateKey") -> str:
    """Return a key as providers hand it out."""
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - slow to import
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
