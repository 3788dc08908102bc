"""The company's app, played: its users write. Pushes go through SNS, not through an address of its own."""

import json

from transom.provider.proof import hmac_hex
from transom_cli.providers.stage import Endpoint, Outgoing, Scene

ENDPOINTS: tuple[Endpoint, ...] = ()


def written(scene: Scene) -> Outgoing:
    """Return what the app posts when its user has written."""
    user = f"u-{scene.number}"
    application = scene.settings.get("applications", "").partition(",")[0].strip()
    endpoint = application.replace(":app/", ":endpoint/", 1) + f"/{scene.number:08d}-0000-4000-8000-000000000000"
    body = {
        "version": 1,
        "type": "message",
        "id": str(scene.message_id),
        "written_at": scene.at.isoformat(),
        "push_endpoint": endpoint if application else None,
        "person": {"name": scene.author},
        "text": scene.text,
    }
    proof = hmac_hex(scene.secret.get("identity_secret", ""), user.encode())
    headers = {"content-type": "application/json", "x-user-id": user, "x-identity-hash": proof}
    return Outgoing(body=json.dumps(body).encode(), headers=headers)
