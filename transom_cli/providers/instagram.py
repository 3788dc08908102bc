"""Meta's Graph API for an Instagram account, played: takes messages and comments, and calls the webhook."""

from transom_cli.providers.messenger import answered, commented, introduced, refusal, told
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene

MAX_BYTES = 1000
MAX_COMMENT = 2200
INVALID_PARAMETER = 100


def send_message(call: Call) -> Answer:
    """Take an account's message: its text is counted in bytes."""
    answer = answered(call, "access_token", MAX_BYTES)
    if answer.sent and len(answer.sent.text.encode()) > MAX_BYTES:
        return refusal(INVALID_PARAMETER, "(#100) Length of param message[text] must be less than or equal to 1000")
    return answer


def comment(call: Call) -> Answer:
    """Take an account's answer to a comment or a mention."""
    return commented(call, "access_token", MAX_COMMENT)


def written(scene: Scene) -> Outgoing:
    """Return the webhook of a customer's text to the account."""
    return told(scene, "instagram", scene.settings.get("account_id", ""))


def profile(call: Call) -> Answer:
    """Tell who has written to an account."""
    return introduced(call, "access_token")


ENDPOINTS = (
    Endpoint("GET", "/{user}", profile),
    Endpoint("POST", "/{account}/messages", send_message),
    Endpoint("POST", "/{thread}/replies", comment),
    Endpoint("POST", "/{account}/mentions", comment),
)
