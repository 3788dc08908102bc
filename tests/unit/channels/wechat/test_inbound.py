"""WeChat's webhook."""

import pytest

from channels.wechat.inbound import handshake, parse, verify
from channels.wechat.safe_mode import signature, unlocked
from tests.samples import NOW, hook_request, sample_connection
from transom.channel import Connection, InboundConsent, InboundMessage, Request
from transom.errors import UnauthenticError, UnreadableError

CONNECTION = sample_connection("wechat")


def question(token: str, at: int) -> Request:
    """Return WeChat's question, signed with a token at a moment."""
    signed = signature(token, str(at), "7")
    query = f"signature={signed}&timestamp={at}&nonce=7&echostr=83645%3C1"
    return Request(method="GET", query=query, received_at=NOW)


def test_a_published_box_opens() -> None:
    """The vector of WeChat's own sample code: its key, its AppID, its text."""
    known = Connection(
        id="a",
        channel="wechat",
        settings={"app_id": "wxb11529c136998cb6"},
        secret={"aes_key": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"},
    )
    box = "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=="
    assert unlocked(box, known).decode() == "我是中文abcd123"


def test_the_question_is_answered_with_its_text() -> None:
    """Only when it is signed with the token, and now."""
    now = int(NOW.timestamp())
    answer = handshake(question("sample-token", now), CONNECTION)
    assert answer is not None
    assert answer.body == "83645<1"
    for wrong in (question("another", now), question("sample-token", now - 3600)):
        with pytest.raises(UnauthenticError):
            handshake(wrong, CONNECTION)
    assert handshake(hook_request("wechat/text"), CONNECTION) is None


def test_plain_mode_is_refused_unless_it_is_allowed() -> None:
    """Its signature says nothing of the body."""
    strict = CONNECTION.model_copy(update={"settings": {"app_id": CONNECTION.settings["app_id"]}})
    verify(hook_request("wechat/plain"), CONNECTION)
    with pytest.raises(UnauthenticError):
        verify(hook_request("wechat/plain"), strict)
    with pytest.raises(UnreadableError):
        parse(hook_request("wechat/plain"), strict)


def test_a_document_type_is_refused() -> None:
    """Entities could grow without end."""
    body = b'<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><Encrypt>&a;</Encrypt></xml>'
    with pytest.raises(UnauthenticError):
        verify(Request(body=body, received_at=NOW), CONNECTION)


def test_a_voice_message_brings_its_words() -> None:
    """What WeChat heard is the text, the recording is attached."""
    [event] = parse(hook_request("wechat/voice"), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.text == "请帮我查一下订单"
    assert event.attachments[0].mime == "audio/amr"


def test_who_leaves_wants_no_more_messages() -> None:
    """Following again allows them."""
    given = [parse(hook_request(f"wechat/{case}"), CONNECTION)[0] for case in ("opt_out", "follow")]
    assert [isinstance(event, InboundConsent) and event.is_given for event in given] == [False, True]


PLAIN = CONNECTION.model_copy(update={"settings": {**CONNECTION.settings, "allow_plain": "yes"}})


def plain(fields: str) -> InboundMessage:
    """Return what a message in plain mode tells."""
    head = "<ToUserName>t</ToUserName><FromUserName>o1</FromUserName><CreateTime>1794820349</CreateTime>"
    request = Request(body=f"<xml>{head}{fields}</xml>".encode(), received_at=NOW)
    [event] = parse(request, PLAIN)
    assert isinstance(event, InboundMessage)
    return event


def test_an_item_of_the_menu_is_a_message() -> None:
    """By its key; an event has no id of its own."""
    event = plain("<MsgType>event</MsgType><Event>CLICK</Event><EventKey>HELP</EventKey>")
    assert (event.text, event.provider_message_id) == ("HELP", "click:o1:1794820349")


def test_codes_of_emoji_are_shown_as_signs() -> None:
    """The longer code first, and unknown ones as they are."""
    event = plain("<MsgType>text</MsgType><MsgId>1</MsgId><Content>Hi /::) [微笑] /:unknown</Content>")
    assert event.text == "Hi 🙂 🙂 /:unknown"


def test_what_cannot_be_shown_is_told_by_its_kind() -> None:
    """A file is told by its name, since WeChat hands out none."""
    assert plain("<MsgType>file</MsgType><MsgId>1</MsgId><Title>a.pdf</Title>").text == "[unsupported: file] a.pdf"
    assert plain("<MsgType>hologram</MsgType><MsgId>1</MsgId>").text == "[unsupported: hologram]"
