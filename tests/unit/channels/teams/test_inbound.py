"""The Bot Connector's activities."""

import json

import pytest

from channels.teams.inbound import handshake, parse, verify
from channels.teams.text import sign
from tests.samples import hook_request, sample_connection
from transom.channel import (
    InboundConsent,
    InboundDeletion,
    InboundDeparture,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    InboundWatermark,
    Request,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, MediaKind

CONNECTION = sample_connection("teams")
PERSONAL = "a:1pErSoNaL_sAmPlE"


def event(case: str) -> InboundEvent:
    """Return the only event that a sample holds."""
    [found] = parse(hook_request(f"teams/{case}"), CONNECTION)
    return found


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    found = event(case)
    assert isinstance(found, InboundMessage)
    return found


def test_a_token_for_this_app_proves_the_request() -> None:
    """Also when only the secrets can be read, if they name the app."""
    request = hook_request("teams/text")
    verify(request, CONNECTION)
    secret = {**CONNECTION.secret, "app_id": CONNECTION.settings["app_id"]}
    verify(request, CONNECTION.model_copy(update={"settings": {}, "secret": secret}))
    with pytest.raises(UnauthenticError):
        verify(request, CONNECTION.model_copy(update={"settings": {}}))


@pytest.mark.parametrize("case", ["forged", "forged_audience", "forged_place", "forged_late"])
def test_a_token_of_another_key_app_place_or_time_is_refused(case: str) -> None:
    """Each of the four alone is enough."""
    with pytest.raises(UnauthenticError):
        verify(hook_request(f"teams/{case}"), CONNECTION)


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer x.y.z", "Bearer é", "Basic eDp5", "Bearer eyJhbGciOiJub25lIn0.e30."]
)
def test_what_is_no_token_is_refused(given: str) -> None:
    """In whatever way it is none."""
    request = hook_request("teams/text")
    with pytest.raises(UnauthenticError):
        verify(request.model_copy(update={"headers": {"authorization": given}}), CONNECTION)


@pytest.mark.parametrize("change", [{"endorsements": []}, {"n": "é"}, {"kty": "EC"}, {"kid": "another"}])
def test_a_key_that_does_not_speak_for_teams_is_refused(change: dict[str, object]) -> None:
    """Nor is one that is unknown, or none."""
    key = json.loads(CONNECTION.secret["signing_keys"])["keys"][0] | change
    secret = {"signing_keys": json.dumps({"keys": [key]})}
    with pytest.raises(UnauthenticError):
        verify(hook_request("teams/text"), CONNECTION.model_copy(update={"secret": secret}))


def test_teams_asks_no_question_first() -> None:
    """There is no handshake."""
    assert handshake(hook_request("teams/text"), CONNECTION) is None


def test_a_personal_message_has_its_conversation_as_its_door() -> None:
    """The message's key holds the conversation."""
    found = message("text")
    assert found.text == "Where is my order 10428? 📦"
    assert found.door.address == PERSONAL
    assert found.provider_message_id == f"{PERSONAL}:1794820350123"
    assert (found.sender.name, found.sender.language) == ("Ana Kowalska", "pl-PL")
    assert found.audience is Audience.PRIVATE


def test_a_channel_s_door_is_the_thread() -> None:
    """The call of the bot is taken out, other people's names stay."""
    found = message("channel")
    assert found.text == "the export fails, ask Olaf & me"
    assert found.door.address == "19:0c1d2e3f@thread.tacv2;messageid=1794820300000"
    assert found.audience is Audience.GROUP


def test_html_becomes_words() -> None:
    """With its lines and its emoji."""
    assert message("xhtml").text == "The export fails\n\nsince today 😀"


def test_pictures_and_files_are_attachments() -> None:
    """A file is fetched by the address that needs no token; the text as HTML is none."""
    [picture], [file] = message("image").attachments, message("file").attachments
    assert (picture.kind, picture.name) == (MediaKind.IMAGE, "image")
    assert (file.name, file.mime) == ("invoice.pdf", "application/pdf")
    assert "tempauth" in str(file.provider_media_id)


def test_a_reply_refers_and_a_forwarded_message_is_told() -> None:
    """The quoted message is named once, though Teams names it twice."""
    assert message("reply").references == (f"{PERSONAL}:1794820200000",)
    assert message("forwarded").text == "The invoice is wrong"
    assert message("card").text == "[unsupported: application/vnd.microsoft.card.adaptive]"


def test_an_edit_and_a_deletion_name_the_message() -> None:
    """What is taken back and put back again is another edit."""
    edit, again, deletion = event("edit"), event("undeleted"), event("deletion")
    assert isinstance(edit, InboundEdit)
    assert isinstance(again, InboundEdit)
    assert isinstance(deletion, InboundDeletion)
    assert edit.provider_message_id == again.provider_message_id == deletion.provider_message_id
    assert edit.edit_id != again.edit_id


@pytest.mark.parametrize(("case", "expected"), [("reaction", "👍"), ("reaction_emoji", "👏"), ("reaction_removed", "")])
def test_a_reaction_is_the_sign_itself(case: str, expected: str) -> None:
    """An empty one was taken back."""
    found = event(case)
    assert isinstance(found, InboundReaction)
    assert (found.sign, found.provider_message_id) == (expected, f"{PERSONAL}:1794820200000")


def test_a_sign_that_is_none_keeps_its_name() -> None:
    """Half of a character is none."""
    assert sign("d800_x") == ":d800_x:"


def test_a_read_receipt_is_a_watermark() -> None:
    """The id of the message that was read is its time."""
    found = event("read")
    assert isinstance(found, InboundWatermark)
    assert found.until.isoformat() == "2026-11-16T09:12:29+00:00"


@pytest.mark.parametrize(("case", "expected"), [("opt_out", False), ("opt_in", True)])
def test_who_removes_the_bot_wants_nothing_written(case: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """Until they add it again; a team is nobody's own."""
    found = event(case)
    assert isinstance(found, InboundConsent)
    assert found.is_given is expected
    assert parse(hook_request("teams/installed_in_team"), CONNECTION) == []


@pytest.mark.parametrize("case", ["own", "joined", "invoke"])
def test_what_no_customer_wrote_tells_nothing(case: str) -> None:
    """It is acknowledged; another bot's message is a machine's."""
    assert parse(hook_request(f"teams/{case}"), CONNECTION) == []
    assert message("bot").is_machine


def changed(case: str, **fields: object) -> Request:
    """Return a sample with other fields."""
    request = hook_request(f"teams/{case}")
    return request.model_copy(update={"body": json.dumps({**json.loads(request.body), **fields}).encode()})


def test_a_card_that_was_filled_in_is_a_message() -> None:
    """A line for each of its fields; one that says nothing at all is kept as well."""
    assert message("submitted").text == "choice: 1"
    [empty] = parse(changed("submitted", value=None), CONNECTION)
    assert isinstance(empty, InboundMessage)
    assert empty.text == "[unsupported: message]"


def test_an_answer_in_the_older_form_names_what_it_answers() -> None:
    """As a quotation within the text, which names the message."""
    quote = '<blockquote itemtype="http://schema.skype.com/Reply" itemid="1794820340001"><p>old</p></blockquote>'
    html = {"contentType": "text/html", "content": f"{quote}<p>yes</p>"}
    [found] = parse(changed("text", attachments=[html]), CONNECTION)
    assert isinstance(found, InboundMessage)
    assert found.references == (f"{PERSONAL}:1794820340001",)


def test_who_takes_the_bot_out_of_a_group_has_left() -> None:
    """Others who leave it have not, and in a chat of two that is told otherwise."""
    bot = {"id": json.loads(changed("joined").body)["recipient"]["id"]}
    told = {"membersAdded": [], "conversation": {"id": "19:g", "conversationType": "groupChat"}}
    [found] = parse(changed("joined", **told, membersRemoved=[bot]), CONNECTION)
    assert isinstance(found, InboundDeparture)
    assert found.door.address == "19:g"
    assert parse(changed("joined", **told, membersRemoved=[{"id": "29:x"}]), CONNECTION) == []
    assert parse(changed("joined", membersRemoved=[bot]), CONNECTION) == []


@pytest.mark.parametrize("case", ["unreadable_shape", "unreadable_receipt"])
def test_what_is_not_understood_says_so(case: str) -> None:
    """It is not dropped in silence."""
    with pytest.raises(UnreadableError):
        parse(hook_request(f"teams/{case}"), CONNECTION)
