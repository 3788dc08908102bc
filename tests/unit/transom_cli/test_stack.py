"""What is deployed on this machine."""

import pytest

from tests.infra.templates import INFRA
from transom.errors import NotFoundError
from transom_cli import stack
from transom_cli.demo import channels as demo


def test_channels_that_are_left_out_are_not_built() -> None:
    """Their stacks are cut out whole, and nothing else is."""
    whole = (INFRA / "template.yaml").read_text()
    pruned = stack.pruned(whole, ["email", "form", "telegram", "line"])
    assert pruned.count("TemplateURL: channel.yaml") == 4
    assert "  LineChannel:\n" in pruned
    assert "  MailIdentity:\n" in pruned
    assert "\n  # channels: end\n" in pruned


def test_further_channels_are_named_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """With commas or spaces; one that is not played is told."""
    monkeypatch.setenv(demo.VARIABLE, "line, vk")
    assert demo.wanted() == ["line", "vk"]
    [line, _] = demo.connections("http://outbox.test")
    assert (line.id, line.settings["base_url"]) == ("demo-line", "http://outbox.test/line")
    assert demo.secrets("line")["channel_secret"]
    monkeypatch.setenv(demo.VARIABLE, "fido")
    with pytest.raises(NotFoundError, match="fido"):
        demo.wanted()
