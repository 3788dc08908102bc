"""An SMTP server within the running event loop, as lenient as the mail of the world demands."""

import asyncio

from aiosmtpd.smtp import SMTP

MAX_MAIL = 40 * 1024 * 1024
"""What SES accepts, headers and encoded attachments included."""
_MAX_LINE = 1024 * 1024


class _Lenient(SMTP):
    """Takes lines far longer than the standard's 998 characters: there are programs that write them."""

    line_length_limit = _MAX_LINE


async def listen(handler: object, *, host: str, port: int, max_size: int = MAX_MAIL) -> asyncio.Server:
    """Serve SMTP with the handler's hooks; a mail over the size is refused with 552."""
    loop = asyncio.get_running_loop()

    def session() -> SMTP:
        return _Lenient(handler, hostname="transom.local", data_size_limit=max_size, enable_SMTPUTF8=True, loop=loop)

    return await loop.create_server(session, host, port)
