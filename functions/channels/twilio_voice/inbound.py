"""Twilio's webhook of a call: each step of it is told to the desk."""

from channels.twilio_voice.calls import Asked, Call, Heard, Step, fields
from channels.twilio_voice.menu import chosen, menu_of
from transom.channel import (
    Connection,
    InboundDelivery,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnauthenticError
from transom.model import Attachment, DeliveryState, MediaKind
from transom.provider import proof

ENDS = {
    "completed": "Call ended",
    "busy": "The line was busy",
    "no-answer": "Nobody answered",
    "canceled": "The call was given up",
    "failed": "The call failed",
}


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: Twilio asks no question before it calls."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless Twilio signed the address and the form with the account's token."""
    try:
        pairs = sorted(set(fields(request))) if request.method == "POST" else []
    except UnicodeDecodeError:
        raise UnauthenticError("the body is no form") from None
    form = "".join(name + value for name, value in pairs)
    accepted = [
        proof.hmac_base64(token, f"{address}{form}".encode(), "sha1")
        for token in connection.secrets("auth_token")
        for address in _addresses(connection.url, request.query)
    ]
    proof.check(header(request.headers, "x-twilio-signature"), accepted, "the signature is not Twilio's")


def _addresses(url: str, query: str) -> list[str]:
    """Return the address as Twilio may have signed it: with the standard port, and without."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    bare = host.removesuffix(":443")
    tail = f"{slash}{path}?{query}" if query else f"{slash}{path}"
    return [f"{scheme}://{place}{tail}" for place in (host, bare, f"{bare}:443")]


def parse(request: Request, connection: Connection) -> list[InboundEvent]:  # noqa: PLR0911 - one for each step
    """Return what a step of a call tells; a step at which the caller said nothing tells nothing."""
    heard = Heard(call=Call.of(request), asked=Asked.of(request), at=request.received_at)
    match heard.asked.step:
        case Step.DELIVERY:
            return [_delivery(heard, connection)] if heard.call.CallStatus in ENDS else []
        case Step.TRANSCRIPT:
            return _transcript(heard, connection)
        case Step.VOICEMAIL:
            return _voicemail(heard, connection)
        case Step.MENU | Step.WAIT:
            return _choice(heard, connection)
        case Step.DIALLED:
            return _put_through(heard, connection)
        case Step.LANGUAGE:
            return []
        case _:
            return _beginning_or_end(heard, connection)


def _beginning_or_end(heard: Heard, connection: Connection) -> list[InboundEvent]:
    call = heard.call
    if end := ENDS.get(call.CallStatus):
        lasted = f" after {call.CallDuration} seconds" if call.CallDuration is not None else ""
        return [_message(heard, connection, f"{call.CallSid}:{call.CallStatus}", f"{end}{lasted}", is_machine=True)]
    if heard.asked.step is Step.STATUS or call.is_outbound:
        return []
    return [_message(heard, connection, call.CallSid, f"Call from {call.phone or 'a withheld number'}")]


def _choice(heard: Heard, connection: Connection) -> list[InboundEvent]:
    call, menu, path = heard.call, menu_of(connection), heard.asked.path
    text = f"Pressed {call.Digits}" if call.Digits else call.SpeechResult
    if menu.callback and call.Digits == menu.callback:
        text = f"Asks to be called back: {call.phone or 'the number is withheld'}"
    elif heard.asked.step is Step.MENU and (option := chosen(menu, path, call.Digits, call.SpeechResult)):
        said = f" (said: {call.SpeechResult})" if call.SpeechResult else ""
        label, path = next(iter(option.label.values())), path + option.digit
        text = f"Chose {option.digit}: {label}{said}"
    if not text:
        return []
    message = _message(heard, connection, f"{call.CallSid}:{heard.asked.turn}", text)
    is_described = text != call.SpeechResult
    return [message.model_copy(update={"wanted_team": menu.team_at(path), "is_described": is_described})]


def _put_through(heard: Heard, connection: Connection) -> list[InboundEvent]:
    call = heard.call
    if not call.was_put_through:
        return []
    text = f"Spoke with the team for {call.DialCallDuration} seconds"
    return [_message(heard, connection, f"{call.CallSid}:{heard.asked.turn}", text, is_machine=True)]


def _voicemail(heard: Heard, connection: Connection) -> list[InboundEvent]:
    call = heard.call
    if not (call.RecordingSid and call.RecordingUrl):
        return []
    recording = Attachment(
        id="recording",
        kind=MediaKind.VOICE,
        name="voicemail.mp3",
        mime="audio/mpeg",
        provider_media_id=f"{call.RecordingUrl}.mp3",
    )
    text = f"Voicemail, {call.RecordingDuration} seconds"
    message = _message(heard, connection, call.RecordingSid, text)
    return [message.model_copy(update={"attachments": (recording,), "references": (call.CallSid,)})]


def _transcript(heard: Heard, connection: Connection) -> list[InboundEvent]:
    call = heard.call
    if not (call.RecordingSid and call.TranscriptionText.strip()):
        return []
    return [
        InboundEdit(
            provider_message_id=call.RecordingSid,
            edit_id=call.TranscriptionSid or f"{call.RecordingSid}:transcript",
            door=call.door(connection),
            text=f"Voicemail: {call.TranscriptionText}",
            occurred_at=heard.at,
        )
    ]


def _delivery(heard: Heard, connection: Connection) -> InboundDelivery:
    is_answered = heard.call.CallStatus == "completed"
    return InboundDelivery(
        provider_message_id=heard.call.CallSid,
        reference=heard.asked.reference,
        door=heard.call.door(connection),
        state=DeliveryState.DELIVERED if is_answered else DeliveryState.FAILED,
        reason=None if is_answered else ENDS[heard.call.CallStatus],
        occurred_at=heard.at,
    )


def _message(heard: Heard, connection: Connection, key: str, text: str, *, is_machine: bool = False) -> InboundMessage:
    call = heard.call
    return InboundMessage(
        provider_message_id=key,
        door=call.door(connection),
        sender=Sender(
            address=call.other,
            name=call.CallerName or call.phone or "",
            phone=call.phone,
            language=heard.asked.language.partition("-")[0] or None,
        ),
        text=text,
        occurred_at=heard.at,
        is_machine=is_machine,
        is_described=True,
    )
