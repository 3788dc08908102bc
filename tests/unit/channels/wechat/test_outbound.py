"""What the desk asks of WeChat's API, and how it reads the answers."""

import httpx
import pytest

from channels.wechat import api
from channels.wechat.outbound import fetch, send
from tests.samples import NOW, sample_connection
from transom.channel import Accepted, OutboundFile, OutboundMessage, OutcomeLost, Receipt, Refused, RetryAfter
from transom.errors import NotFoundError
from transom.http import new_client
from transom.model import Attachment, Door, MediaKind
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("wechat")
VOICE = Attachment(id="0", name="voice.amr", mime="audio/amr", provider_media_id="Vc9")


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    api.forget(CONNECTION)


def outbox(answer: httpx.Response | Exception) -> Outbox:
    """Return WeChat, which gives tokens, and answers all else alike."""

    def reply(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("stable_token"):
            return httpx.Response(200, json={"access_token": "T0", "expires_in": 7200})
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Outbox(reply)


def outcome(wechat: Outbox, text: str = "已经发货", *files: OutboundFile) -> Receipt:
    """Send an answer."""
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="wechat", connection="sample", address="oia2"),
        text=text,
        files=files,
        queued_at=NOW,
    )
    return send(message, CONNECTION, new_client(wechat.transport()))


def test_a_text_goes_with_a_token_that_is_kept() -> None:
    """Its characters are not escaped; a second message asks for no token."""
    wechat = outbox(httpx.Response(200, json={"errcode": 0, "errmsg": "ok"}))
    assert outcome(wechat) == Accepted(provider_message_ids=("01K0000000000000000000000A.1",))
    outcome(wechat)
    assert [request.url.path for request in wechat.requests] == [
        "/cgi-bin/stable_token",
        "/cgi-bin/message/custom/send",
        "/cgi-bin/message/custom/send",
    ]
    assert "已经发货".encode() in wechat.requests[1].content


def test_parts_are_measured_in_bytes() -> None:
    """A Chinese character takes three."""
    wechat = outbox(httpx.Response(200, json={"errcode": 0}))
    outcome(wechat, "好" * 1500)
    assert len(wechat.requests) == 4


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(200, json={"errcode": 45015, "errmsg": "out of time"}), Refused),
        (httpx.Response(200, json={"errcode": 42001, "errmsg": "expired"}), RetryAfter),
        (httpx.Response(200, json={"errcode": -1, "errmsg": "busy"}), RetryAfter),
        (httpx.Response(200, text="?"), OutcomeLost),
        (httpx.ReadTimeout(""), OutcomeLost),
    ],
)
def test_an_error_says_whether_to_send_again(answer: httpx.Response | Exception, kind: type) -> None:
    """A stale token is fetched anew, a closed window is final, silence is unknown."""
    assert isinstance(outcome(outbox(answer)), kind)


def test_media_are_downloaded_or_lost() -> None:
    """An error comes as JSON in the place of the file."""
    wechat = outbox(httpx.Response(200, content=b"#!AMR"))
    assert fetch(VOICE, CONNECTION, new_client(wechat.transport())).read() == b"#!AMR"
    gone = outbox(httpx.Response(200, json={"errcode": 40007, "errmsg": "invalid media_id"}))
    with pytest.raises(NotFoundError):
        fetch(VOICE, CONNECTION, new_client(gone.transport()))


def test_a_video_goes_with_a_picture() -> None:
    """WeChat takes none without: both are uploaded before the message leaves."""
    wechat = outbox(httpx.Response(200, json={"errcode": 0, "media_id": "M1"}))
    video = OutboundFile(name="a.mp4", mime="video/mp4", content=b"MP4", kind=MediaKind.VIDEO)
    assert isinstance(outcome(wechat, "", video), Accepted)
    *_, first, second, sent = wechat.requests
    assert [request.url.params["type"] for request in (first, second)] == ["video", "thumb"]
    assert b'"video": {"media_id": "M1", "thumb_media_id": "M1", "title": "a.mp4"}' in sent.content
