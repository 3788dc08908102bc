"""A provider that wants to know what has arrived is told as soon as it is stored."""

import json

import httpx

from channels.bitrix24 import api
from tests.samples import hook_request, sample_connection
from transom.model import ConnectionSpec
from transom.testing.desk import DeskUnderTest

DELIVERED = "/rest/imconnector.send.status.delivery.json"


def arrives(desk: DeskUnderTest) -> None:
    """Let an operator of a Bitrix24 portal write."""
    api.forget(sample_connection("bitrix24"))
    known = sample_connection("bitrix24")
    settings = known.settings | {"base_url": "https://portal.test"}
    desk.connect(ConnectionSpec(id="sample", channel="bitrix24", name="Line", settings=settings), known.secret)
    request = hook_request("bitrix24/text")
    desk.hook("bitrix24", "sample", request.body, request.headers)
    desk.settle()


def test_an_operator_s_message_is_confirmed_before_anybody_answers(desk: DeskUnderTest) -> None:
    """By both of the portal's ids."""
    granted = {"access_token": "t", "refresh_token": "r", "expires_in": 3600, "result": {"SUCCESS": True}}
    desk.outbox.answer = lambda _: httpx.Response(200, json=granted)
    arrives(desk)
    [confirmed] = [request for request in desk.outbox.requests if request.url.path == DELIVERED]
    [message] = json.loads(confirmed.content)["MESSAGES"]
    first = next(entry for entry in desk.timeline() if entry.is_to_confirm)
    assert message["message"]["id"] == [first.provider_message_id]


def test_what_cannot_be_confirmed_holds_nothing_up(desk: DeskUnderTest) -> None:
    """The message is there."""
    desk.outbox.answer = lambda _: httpx.Response(503)
    arrives(desk)
    assert desk.conversation.messages == 1
