"""What a message waits for before it is sent: its provider, its connection, and its place."""

import channels
from transom.model import Door


def test_a_workspace_s_channels_do_not_wait_for_each_other() -> None:
    """Slack counts for each of its channels, whatever thread is answered there."""
    slack = channels.manifest("slack")
    door = Door(channel="slack", connection="shop", address="C1:1794820350.0001")
    assert slack.paces(door, {}) == (("slack@", None), ("shop", None), ("shop#C1", 1.0))


def test_a_bot_has_a_pace_and_each_chat_its_own() -> None:
    """Telegram counts both."""
    door = Door(channel="telegram", connection="bot", address="5500112233")
    assert channels.manifest("telegram").paces(door, {})[1:] == (("bot", 30), ("bot#5500112233", 1.0))


def test_systems_of_one_s_own_are_providers_of_their_own() -> None:
    """That one is down lets no other rest."""
    webhook = channels.manifest("webhook")
    assert webhook.provider_of({"target_url": "https://one.test"}) != webhook.provider_of({"target_url": "https://two"})
