"""What providers send several of at once: one bad item sinks no other."""

import json
from typing import cast

import pytest
from pydantic import JsonValue

import channels
from tests.samples import sample_connection, samples
from transom.channel import InboundEvent, InboundUnreadable, Request
from transom.errors import UnreadableError

ODD: tuple[JsonValue, ...] = (None, 5, "private words", {"odd": "private words"}, {"type": ["private words"]})
LISTS = (
    ("whatsapp", "entry.0.changes.0.value.messages"),
    ("whatsapp", "entry.0.changes"),
    ("whatsapp", "entry"),
    ("messenger", "entry.0.messaging"),
    ("messenger", "entry"),
    ("instagram", "entry.0.messaging"),
    ("instagram", "entry"),
    ("line", "events"),
    ("googleplay", "reviews"),
    ("appstore", "data"),
    ("youtube", "items"),
    ("x", "data.payload.direct_message_events"),
)
"""Each channel's lists of items in its sample `text`, by their path."""


def with_items(request: Request, path: str, items: list[JsonValue], *, is_alone: bool = False) -> Request:
    """Return a request with further items at the beginning of a list, or with them alone."""
    body = cast("JsonValue", json.loads(request.body))
    place = body
    for key in path.split("."):
        place = place[int(key)] if isinstance(place, list) else cast("dict[str, JsonValue]", place)[key]
    known = cast("list[JsonValue]", place)
    known[:] = items if is_alone else [*items, *known]
    return request.model_copy(update={"body": json.dumps(body).encode()})


def parsed(channel: str, request: Request) -> list[InboundEvent]:
    """Return what a request to the sample's connection tells."""
    return channels.inbound(channel).parse(request, sample_connection(channel))


@pytest.mark.parametrize(("channel", "path"), LISTS)
def test_an_odd_item_is_told_beside_the_others(channel: str, path: str) -> None:
    """What it held is not quoted; the sample's own message is read as ever."""
    sample = samples(channel)["text"]
    events = parsed(channel, with_items(sample, path, list(ODD)))
    odd = [event for event in events if isinstance(event, InboundUnreadable)]
    assert odd
    assert "private" not in "".join(event.reason for event in odd)
    assert [event for event in events if event not in odd] == parsed(channel, sample)


@pytest.mark.parametrize(("channel", "path"), LISTS)
def test_a_batch_of_which_nothing_is_understood_is_unreadable(channel: str, path: str) -> None:
    """As a whole, in one error."""
    with pytest.raises(UnreadableError):
        parsed(channel, with_items(samples(channel)["text"], path, list(ODD), is_alone=True))


def test_news_that_nobody_asked_for_may_have_any_form() -> None:
    """An app hears of all fields that it is subscribed to, and the desk reads few of them."""
    values: tuple[JsonValue, ...] = (None, 5, {"messages": 5, "metadata": {"phone_number_id": 7}})
    odd: list[JsonValue] = [{"field": "account_update", "value": value} for value in values]
    for channel in ("whatsapp", "messenger", "instagram"):
        sample = samples(channel)["text"]
        body = json.loads(sample.body)
        body["entry"][0]["changes"] = [*odd, *body["entry"][0].get("changes", [])]
        changed = sample.model_copy(update={"body": json.dumps(body).encode()})
        assert parsed(channel, changed) == parsed(channel, sample)


def test_a_waiting_event_of_bitrix24_that_is_odd_sinks_no_other() -> None:
    """Neither an event, nor a message in one."""
    message = {"im": {"chat_id": 1, "message_id": 2}, "message": {"user_id": 3, "text": "hi"}, "chat": {"id": "c"}}
    settings = sample_connection("bitrix24").settings
    data = {"CONNECTOR": settings.get("connector", ""), "LINE": settings.get("line", ""), "MESSAGES": [5, message]}
    known = {"EVENT_NAME": "ONIMCONNECTORMESSAGEADD", "TIMESTAMP_X": "2026-11-16T09:00:00+00:00", "EVENT_DATA": data}
    events = [{"EVENT_NAME": 5}, known, {**known, "EVENT_DATA": 5}]
    request = samples("bitrix24")["text"].model_copy(
        update={"method": "GET", "body": json.dumps({"result": {"process_id": "1", "events": events}}).encode()}
    )
    told = [event.kind for event in parsed("bitrix24", request)]
    assert told == ["unreadable", "unreadable", "message", "unreadable"]
