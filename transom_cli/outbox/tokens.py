"""The tokens that the stand-in providers accept."""

from transom_cli.local import load_secrets


class Tokens:
    """The tokens in the local secrets, and those that a test has announced."""

    def __init__(self) -> None:
        self._announced: set[tuple[str, str]] = set()

    def announce(self, channel: str, token: str) -> None:
        """Accept one more token until the outbox stops."""
        self._announced.add((channel, token))

    def knows(self, channel: str, token: str) -> bool:
        """Tell whether the provider has given out this token."""
        kept = {fields.get("token") for fields in load_secrets().get(channel, {}).values()}
        return token in kept or (channel, token) in self._announced
