"""The topic of AWS End User Messaging Social."""

import pytest

from channels.aws_whatsapp.inbound import concerns, handshake, parse, verify
from tests.samples import sample_connection, topic_request
from transom.channel import InboundDelivery, InboundMessage
from transom.errors import UnreadableError

CONNECTION = sample_connection("aws_whatsapp")
ARN = "arn:aws:social-messaging:eu-central-1:123456789012:phone-number-id/976c72a700aac43eaf573ae050example"


@pytest.mark.parametrize("case", ["text", "raw_delivery"])
def test_an_entry_within_an_event_is_read(case: str) -> None:
    """With SNS's envelope and without."""
    [event] = parse(topic_request(f"aws_whatsapp/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.text == "Where is my order 10428? 📦"
    assert str(event.door) == "aws_whatsapp#sample#PL.13491208655302741918"


def test_an_event_concerns_the_connection_of_its_number() -> None:
    """Named by its id or by its ARN; what cannot be read concerns nobody."""
    by_arn = CONNECTION.model_copy(update={"settings": {"phone_number_id": ARN}})
    other = CONNECTION.model_copy(update={"settings": {}})
    text = topic_request("aws_whatsapp/text")
    assert [concerns(text, each) for each in (CONNECTION, by_arn, other)] == [True, True, False]
    assert not concerns(topic_request("aws_whatsapp/unreadable_other_number"), CONNECTION)
    assert not concerns(topic_request("aws_whatsapp/unreadable_text"), CONNECTION)


def test_a_delivery_comes_with_our_reference_or_else_under_aws_s_id() -> None:
    """Sending gave AWS's id, and Meta's is not known."""
    [echoed] = parse(topic_request("aws_whatsapp/delivered"), CONNECTION)
    [bare] = parse(topic_request("aws_whatsapp/delivered_unreferenced"), CONNECTION)
    assert isinstance(echoed, InboundDelivery)
    assert isinstance(bare, InboundDelivery)
    assert echoed.reference == "7K3MZQ2X.01KA5Z8VQJ3W2M7R5T9Y1B4C6D"
    assert (bare.reference, bare.provider_message_id) == (None, "6d69f07a-c317-4278-9d5c-6a84078419ec")


def test_an_entry_that_is_no_json_is_unreadable() -> None:
    """The JSON around it was in order."""
    with pytest.raises(UnreadableError, match="entry of the WhatsApp"):
        parse(topic_request("aws_whatsapp/unreadable_entry"), CONNECTION)


def test_a_topic_asks_nothing_and_is_trusted() -> None:
    """Its policy says who may publish."""
    request = topic_request("aws_whatsapp/text")
    assert handshake(request, CONNECTION) is None
    verify(request, CONNECTION)
