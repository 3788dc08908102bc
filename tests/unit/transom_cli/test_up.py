"""`transom up`, as far as it needs no stack."""

import pytest

from transom.model import ConnectionSpec
from transom.testing.samples import one_team
from transom_cli import up


@pytest.mark.usefixtures("home")
def test_a_channel_that_is_no_longer_deployed_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its connection stays in the desk, for when the channel is wanted again."""
    given: list[str] = []
    monkeypatch.setattr(up, "store_secret", lambda channel, *_, **__: given.append(channel))
    connections = tuple(ConnectionSpec(id=f"demo-{each}", channel=each, name=each) for each in ("line", "telegram"))
    desk = one_team().model_copy(update={"connections": connections})
    up.connect_channels(desk)
    assert given == ["telegram"]
    monkeypatch.setenv("TRANSOM_CHANNELS", "line")
    up.connect_channels(desk)
    assert given == ["telegram", "line", "telegram"]
