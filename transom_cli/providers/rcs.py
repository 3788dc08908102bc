"""The RCS agent of End User Messaging: the same operations, and the topic's notice of a text."""

from transom_cli.providers import aws_sms
from transom_cli.providers.stage import Outgoing, Scene

SETTINGS = {"agent": "rcs-played"}
ENDPOINTS = aws_sms.ENDPOINTS


def written(scene: Scene) -> Outgoing:
    """Return what the agent's topic tells of a text."""
    return aws_sms.notice(scene, scene.settings.get("agent", "rcs-00000000000000000000000000000000"))
