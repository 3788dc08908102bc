"""The customers of the played providers: what they are called, and how they look."""

import struct
import zlib
from colorsys import hls_to_rgb

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SIDE = 96


class People:
    """Who has written to any of the played providers."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}

    @property
    def routes(self) -> list[Route]:
        """Return where a customer is introduced, and where their picture is."""
        return [
            Route("/people", self._introduce, methods=["POST"]),
            Route("/pictures/{number:int}", self._picture),
        ]

    async def _introduce(self, request: Request) -> Response:
        body = await request.json()
        self.names[int(body["number"])] = str(body["name"])
        return Response(status_code=204)

    async def _picture(self, request: Request) -> Response:
        return Response(picture(request.path_params["number"]), media_type="image/png")


def picture(number: int) -> bytes:
    """Return a picture in a colour of the customer's own, as PNG."""
    red, green, blue = (round(255 * part) for part in hls_to_rgb(number % 360 / 360, 0.6, 0.5))
    rows = (b"\0" + bytes((red, green, blue)) * SIDE) * SIDE
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
