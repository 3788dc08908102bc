"""SNS mobile push: the client, made at its first use, and what it is handed."""

import json
from functools import cache
from typing import Protocol, TypedDict


class Published(TypedDict):
    """What SNS answers."""

    MessageId: str


class Sns(Protocol):
    """The part of the SNS client that pushes."""

    def publish(self, *, TargetArn: str, Message: str, MessageStructure: str) -> Published:  # noqa: N803 - SNS's names
        """Push a message to an endpoint."""


@cache
def client(region: str) -> Sns:
    """Return the client of a region; a call is made once, since SNS pushes a repeated one again."""
    import boto3  # noqa: PLC0415 - slow to load, and not needed by what comes in

    from transom.aws.clients import ONCE  # noqa: PLC0415 - the same

    made: Sns = boto3.client("sns", region_name=region, config=ONCE)
    return made


def notification(title: str, text: str, data: dict[str, str]) -> str:
    """Return a message in the forms of Apple's and Google's services."""
    alert = {"title": title, "body": text}
    apple = json.dumps({"aps": {"alert": alert, "sound": "default"}, **data}, ensure_ascii=False)
    google = {"fcmV1Message": {"message": {"notification": alert, "data": data}}}
    forms = {
        "default": text,
        "APNS": apple,
        "APNS_SANDBOX": apple,
        "GCM": json.dumps(google, ensure_ascii=False),
    }
    return json.dumps(forms, ensure_ascii=False)
