"""Departments that are asked, by mail and in the console, over all functions."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import cast

import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser, mail
from tests.flow.test_colleagues import PROVEN
from tests.flow.test_mail import sent
from transom.ids import new_ulid
from transom.model import ActorKind, Department, Desk, Entry, EntryName, RequestState, State
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer

HOUR = timedelta(hours=1)
WANDA = "Wanda <wanda@carrier.example>"


@pytest.fixture
def desk_spec(desk_spec: Desk) -> Desk:
    """The desk with a warehouse: Ben owes its answers, Lea stands behind him, Wanda has no seat."""
    warehouse = Department.model_validate(
        {
            "id": "warehouse",
            "name": "Warehouse",
            "owner": "ben",
            "backup": "lea",
            "guests": ["Wanda@carrier.example"],
            "calendar": "office",
            "answer_within": "PT2H",
            "warn_at": [50],
        }
    )
    return desk_spec.model_copy(update={"departments": (warehouse,)})


@pytest.fixture
def path(desk: DeskUnderTest) -> str:
    """Let a customer write by mail; returns where the requests of that conversation are."""
    desk.is_online("ana")
    desk.mail(mail("Where is my order?", Subject="Order 10428"))
    desk.settle()
    return f"/v1/conversations/{desk.conversation.id}/requests"


def asked(desk: DeskUnderTest, path: str, **fields: JsonValue) -> dict[str, JsonValue]:
    """Ask the warehouse, and let the mail leave; returns the request as the API shows it."""
    body: JsonValue = {"department": "warehouse", "question": "Did 10428 leave?", **fields}
    answer = desk.call("POST", path, body, user="ana")
    assert answer.status == 201, answer.body
    desk.settle()
    return answer.fields


def does(
    desk: DeskUnderTest, path: str, request: str, step: str, body: JsonValue, user: str, version: int | None = None
) -> ApiAnswer:
    """Do something about a request, on its present version or on the one given."""
    present = next(each.version for each in desk.conversation.requests if each.id == request)
    headers = {"If-Match": f'"{version or present}"'}
    return desk.call("POST", f"{path}/{request}/{step}", body, user=user, headers=headers)


def told(desk: DeskUnderTest, name: EntryName) -> list[Entry]:
    """Return the entries of one name."""
    return [entry for entry in desk.timeline() if entry.name is name]


def bounce(address: str, message_id: str) -> bytes:
    """Return what a mail server writes of a mail that it could not deliver (RFC 3464)."""
    return f"""\
From: Mail Delivery System <mailer-daemon@carrier.example>
To: support@northwind.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@carrier.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=B

--B
Content-Type: text/plain

{address}: there is no such mailbox.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.carrier.example

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1

--B
Content-Type: text/rfc822-headers

Message-ID: <{message_id}>
--B--
""".encode()


def state(desk: DeskUnderTest) -> State:
    """Return where the only conversation stands."""
    return desk.conversation.state


def wanda_writes(desk: DeskUnderTest, text: str = "Yes, on Monday.", sender: str = WANDA, **headers: str) -> None:
    """Let somebody answer the last mail, and everything settle."""
    to = headers.pop("To", str(sent(desk)[-1]["Reply-To"]))
    desk.mail(mail(text, sender=sender, mail_id=f"<{len(desk.timeline())}@carrier.example>", To=to, **headers))
    desk.settle()


def test_a_question_leaves_without_the_customer_and_comes_back_as_an_answer(desk: DeskUnderTest, path: str) -> None:
    """Owner and guest get one mail; the guest's answer opens the conversation, and the customer hears nothing."""
    before = len(sent(desk))
    request = asked(desk, path)
    (letter,) = sent(desk)[before:]
    assert (letter["To"], letter["Cc"]) == ("ben@northwind.example", "wanda@carrier.example")
    assert letter["Subject"] == "Warehouse: Did 10428 leave?"
    assert "olga" not in letter.as_string()
    assert "Order 10428" not in letter.as_string()
    assert state(desk) is State.WAITING_DEPARTMENT
    desk.now += HOUR
    wanda_writes(desk)
    assert state(desk) is State.OPEN
    (answer,) = told(desk, EntryName.REQUEST_ANSWERED)
    assert (answer.text, answer.actor.kind, answer.actor.name) == ("Yes, on Monday.", ActorKind.GUEST, "Wanda")
    assert desk.conversation.requests[0].state is RequestState.ANSWERED
    assert len(sent(desk)) == before + 1
    assert request["due_at"] == "2026-11-16T11:00:00Z"


def test_the_customer_s_address_is_named_where_the_agent_says_so(desk: DeskUnderTest, path: str) -> None:
    """Some departments have to call the customer."""
    asked(desk, path, shows_customer=True)
    assert "Customer: Olga <olga@example.org>" in sent(desk)[-1].as_string()


def test_who_was_not_asked_does_not_answer(desk: DeskUnderTest, path: str) -> None:
    """A reply address may have been passed on: the mail waits in quarantine until somebody lets it in."""
    asked(desk, path)
    wanda_writes(desk, sender="Mallory <mallory@example.net>")
    assert state(desk) is State.WAITING_DEPARTMENT
    (record,) = desk.store.quarantine.page(limit=10).items
    assert "was not asked" in record.reason
    assert desk.call("POST", f"/v1/quarantine/{record.id}/retry", user="lea").status < 300
    desk.settle()
    assert state(desk) is State.OPEN
    assert told(desk, EntryName.REQUEST_ANSWERED)[0].actor.id == "mallory@example.net"


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-replied"}, {"Subject": "Out of office: Warehouse"}, {"X_Loop": "carrier"}],
    ids=["automatic", "absence", "loop"],
)
def test_machines_answer_nothing(desk: DeskUnderTest, path: str, headers: dict[str, str]) -> None:
    """An absence is worth knowing, and no answer: the request stays open."""
    asked(desk, path)
    text = "I am out of the office until Monday." if "Subject" in headers else "Received."
    wanda_writes(desk, text, **(headers | {"Auto_Submitted": "auto-replied"}))
    assert state(desk) is State.WAITING_DEPARTMENT
    (note,) = told(desk, EntryName.NOTE_ADDED)
    assert note.is_automatic


def test_our_own_mail_that_comes_back_answers_nothing(desk: DeskUnderTest, path: str) -> None:
    """A guest's server that sends our mail back to us makes no answer of it."""
    asked(desk, path)
    letter = sent(desk)[-1]
    wanda_writes(desk, X_Transom_Message=str(letter["X-Transom-Message"]))
    assert desk.conversation.requests[0].state is RequestState.OPEN


def test_an_answer_is_stored_once(desk: DeskUnderTest, path: str) -> None:
    """A mail that is delivered twice is one answer, and a second one is a note."""
    asked(desk, path)
    to = str(sent(desk)[-1]["Reply-To"])
    for mail_id in ("<w1@x>", "<w1@x>", "<w2@x>"):
        desk.mail(mail("Yes.", sender=WANDA, mail_id=mail_id, To=to))
    desk.settle()
    assert len(told(desk, EntryName.REQUEST_ANSWERED)) == len(told(desk, EntryName.NOTE_ADDED)) == 1


def test_an_answer_without_our_token_finds_its_request(desk: DeskUnderTest, path: str) -> None:
    """Some relays write anew the reply address: the id of the mail that is answered is enough."""
    asked(desk, path)
    opened = told(desk, EntryName.REQUEST_OPENED)[0].id
    (left,) = (each for each in told(desk, EntryName.MESSAGE_SENT) if each.about == opened)
    answer = mail("Yes, on Monday.", sender=WANDA, mail_id="<w1@carrier.example>")
    desk.mail(f"In-Reply-To: <{left.provider_message_id}>\n".encode() + answer)
    assert state(desk) is State.OPEN
    assert len(desk.conversations) == 1


def test_an_owner_who_answers_by_mail_is_the_agent(desk: DeskUnderTest, path: str) -> None:
    """What the domain vouches for is the agent's own; the customer gets none of it."""
    asked(desk, path)
    wanda_writes(desk, "It left.", sender="Ben <ben@northwind.example>", Authentication_Results=PROVEN)
    assert told(desk, EntryName.REQUEST_ANSWERED)[0].actor.id == "ben"
    assert sent(desk)[-1]["To"] == "ben@northwind.example"


def test_a_colleague_who_was_not_asked_leaves_a_note(desk: DeskUnderTest, path: str) -> None:
    """What an agent knows is worth reading, and closes nothing that others owe."""
    asked(desk, path)
    wanda_writes(desk, "I saw it.", sender="Lea <lea@northwind.example>", Authentication_Results=PROVEN)
    assert [(note.text, note.actor.id) for note in told(desk, EntryName.NOTE_ADDED)] == [("I saw it.", "lea")]
    assert state(desk) is State.WAITING_DEPARTMENT


def test_what_is_overdue_goes_to_the_backup(desk: DeskUnderTest, path: str) -> None:
    """Half of the time is a warning; at its end Lea owes the answer, and is written to."""
    asked(desk, path)
    desk.pass_time(HOUR)
    assert [entry.data["percent"] for entry in told(desk, EntryName.REQUEST_WARNED)] == [50]
    desk.pass_time(HOUR)
    desk.settle()
    (request,) = desk.conversation.requests
    assert (request.state, request.owner, request.backup) == (RequestState.OVERDUE, "lea", "ben")
    assert (sent(desk)[-1]["To"], sent(desk)[-1]["Auto-Submitted"]) == ("lea@northwind.example", "auto-replied")
    wanda_writes(desk, "It left.", sender="Lea <lea@northwind.example>", Authentication_Results=PROVEN)
    assert desk.conversation.requests[0].state is RequestState.ANSWERED


def test_a_conversation_waits_for_all_its_requests(desk: DeskUnderTest, path: str) -> None:
    """Answered and cancelled ones alike are over; a cancellation is told to who was asked."""
    first, second = asked(desk, path)["id"], asked(desk, path, question="Is it whole?")["id"]
    assert does(desk, path, str(first), "answer", {"text": "Yes."}, "ben").status == 200
    assert state(desk) is State.WAITING_DEPARTMENT
    assert does(desk, path, str(second), "cancel", {"reason": "Found it."}, "ana").status == 200
    desk.settle()
    assert state(desk) is State.OPEN
    assert "No answer is needed any more" in sent(desk)[-1].as_string()
    again = does(desk, path, str(second), "answer", {"text": "Too late."}, "ben")
    assert (again.status, "is cancelled already" in again.body) == (422, True)


def test_asking_again_opens_a_request_and_its_clock_runs_on(desk: DeskUnderTest, path: str) -> None:
    """The hour in which it was answered does not count."""
    request = asked(desk, path)["id"]
    desk.now += HOUR
    does(desk, path, str(request), "answer", {"text": "I will look."}, "ben")
    desk.now += HOUR
    answer = desk.call("POST", f"{path}/{request}/ask", {"text": "And?"}, user="ana")
    shown = answer.fields
    explained = desk.call("GET", f"{path}/{request}/clock", user="ana").fields
    assert (explained["owner"], explained["spent_seconds"]) == ("warehouse", 3600)
    kinds = [each["kind"] for each in cast("list[dict[str, JsonValue]]", explained["stretches"])]
    assert kinds == ["counted", "paused", "counted"]
    assert (shown["state"], shown["due_at"]) == ("open", "2026-11-16T12:00:00Z")
    desk.settle()
    assert state(desk) is State.WAITING_DEPARTMENT
    assert "And?" in sent(desk)[-1].as_string()
    assert sent(desk)[-1]["Subject"] == "Re: Warehouse: Did 10428 leave?"


def test_a_request_is_handed_to_its_backup_or_to_another(desk: DeskUnderTest, path: str) -> None:
    """Whoever has it is written to, and answers for it; an unknown user is refused."""
    request = asked(desk, path)["id"]
    handed = does(desk, path, str(request), "reassign", {}, "ana")
    assert handed.fields["owner"] == "lea"
    desk.settle()
    assert sent(desk)[-1]["To"] == "lea@northwind.example"
    assert does(desk, path, str(request), "reassign", {"owner": "nobody"}, "ana").status == 422


@pytest.mark.parametrize(
    ("step", "body"),
    [("answer", {"text": "Yes."}), ("cancel", {"reason": "Found it."}), ("reassign", {"owner": "ana"})],
)
def test_a_step_is_meant_for_the_request_as_it_was_seen(
    desk: DeskUnderTest, path: str, step: str, body: dict[str, JsonValue]
) -> None:
    """Somebody handed it on meanwhile: nothing is done; without a version the call says that one is wanted."""
    request = asked(desk, path)
    handed = does(desk, path, str(request["id"]), "reassign", {}, "ana")
    assert (request["version"], handed.fields["version"], handed.headers["ETag"]) == (1, 2, '"2"')
    before = desk.conversation
    stale = does(desk, path, str(request["id"]), step, body, "ana", version=1)
    assert (stale.status, stale.fields["detail"]) == (412, "The request changed meanwhile; read it again.")
    assert desk.call("POST", f"{path}/{request['id']}/{step}", body, user="ana").status == 428
    assert desk.conversation == before
    assert does(desk, path, str(request["id"]), step, body, "ana").status == 200


def test_a_warning_leaves_a_request_as_it_was_seen(desk: DeskUnderTest, path: str) -> None:
    """Its clock alone went on: whoever was writing the answer sends it; once it is overdue, another has it."""
    request = str(asked(desk, path)["id"])
    desk.pass_time(HOUR)
    assert len(told(desk, EntryName.REQUEST_WARNED)) == 1
    assert desk.conversation.requests[0].version == 1
    desk.pass_time(HOUR)
    late = does(desk, path, request, "answer", {"text": "Yes."}, "ben", version=1)
    assert (late.status, desk.conversation.requests[0].owner) == (412, "lea")


def test_an_answer_that_is_sent_twice_is_one(desk: DeskUnderTest, path: str) -> None:
    """The same key and the same version again give what became of it the first time."""
    request = str(asked(desk, path)["id"])
    headers = {"If-Match": '"1"', "Idempotency-Key": "a1"}
    one, two = (
        desk.call("POST", f"{path}/{request}/answer", {"text": "Yes."}, user="ben", headers=headers) for _ in range(2)
    )
    assert (one.status, two.status, one.body) == (200, 200, two.body)
    assert len(told(desk, EntryName.REQUEST_ANSWERED)) == 1


def test_files_go_to_whoever_has_to_answer(desk: DeskUnderTest, path: str) -> None:
    """The picture of the damage leaves with the question, and again with its handing over; an answer may bring one."""
    upload = f"{new_ulid(desk.now)}-lamp.pdf"
    desk.cloud.put_object(f"uploads/agents/ana/{upload}", b"%PDF", desk.now)
    request = asked(desk, path, attachments=[upload])["id"]
    does(desk, path, str(request), "reassign", {}, "ana")
    desk.settle()
    names = [[part.get_filename() for part in each.iter_attachments()] for each in sent(desk)[-2:]]
    assert names == [["lamp.pdf"], ["lamp.pdf"]]
    to = str(sent(desk)[-1]["Reply-To"])
    answer = message_from_bytes(mail("See there.", sender=WANDA, mail_id="<w1@x>", To=to), policy=default)
    answer.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="receipt.pdf")
    desk.mail(answer.as_bytes())
    assert [each.name for each in told(desk, EntryName.REQUEST_ANSWERED)[0].attachments] == ["receipt.pdf"]


def test_a_bounce_marks_the_question_and_answers_nothing(desk: DeskUnderTest, path: str) -> None:
    """The agent sees that it did not arrive."""
    asked(desk, path)
    opened = told(desk, EntryName.REQUEST_OPENED)[0].id
    (left,) = (each for each in told(desk, EntryName.MESSAGE_SENT) if each.about == opened)
    desk.mail(bounce("wanda@carrier.example", left.provider_message_id or ""))
    desk.settle()
    (failed,) = told(desk, EntryName.MESSAGE_FAILED)
    assert (failed.about, state(desk)) == (opened, State.WAITING_DEPARTMENT)
    assert len(desk.conversations) == 1


def test_a_request_is_opened_once_under_its_key(desk: DeskUnderTest, path: str) -> None:
    """A repeated call gives the same request; another content under its key is refused."""
    body: JsonValue = {"department": "warehouse", "question": "Did it leave?"}
    key = {"Idempotency-Key": "k1"}
    one, two = (desk.call("POST", path, body, user="ana", headers=key) for _ in range(2))
    assert one.body == two.body
    assert len(desk.conversation.requests) == 1
    other: JsonValue = {"department": "warehouse", "question": "Did it arrive?"}
    assert desk.call("POST", path, other, user="ana", headers=key).status == 422


def test_a_department_s_list_shows_what_it_owes_by_deadline(desk: DeskUnderTest, path: str) -> None:
    """Page by page, the most urgent first, and nothing that is answered."""
    ids = []
    for minute in range(5):
        desk.now += timedelta(minutes=minute)
        ids.append(asked(desk, path, question=f"Question {minute}")["id"])
    does(desk, path, str(ids[1]), "answer", {"text": "Yes."}, "ben")
    listed: list[JsonValue] = []
    cursor: str | None = ""
    while cursor is not None:
        query = f"?limit=2&cursor={cursor}" if cursor else "?limit=2"
        page = desk.call("GET", f"/v1/departments/warehouse/requests{query}", user="ben").fields
        listed += [item["id"] for item in cast("list[dict[str, JsonValue]]", page["items"])]
        cursor = cast("str | None", page["next"])
    assert listed == [ids[0], ids[2], ids[3], ids[4]]
    assert desk.call("GET", "/v1/departments/attic/requests", user="ben").status == 404


def test_a_chat_asks_by_the_desk_s_inbox(desk: DeskUnderTest) -> None:
    """A conversation on Telegram waits for a department that answers by mail."""
    desk.is_online("ana")
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    asked(desk, f"/v1/conversations/{desk.conversation.id}/requests")
    wanda_writes(desk)
    assert state(desk) is State.OPEN
    assert desk.conversation.door.channel == "telegram"


def test_the_ledger_shows_who_delayed(desk: DeskUnderTest, path: str) -> None:
    """An hour Ana's, an hour the warehouse's, an hour the customer's."""
    desk.now += HOUR
    asked(desk, path)
    desk.now += HOUR
    wanda_writes(desk)
    message: JsonValue = {"text": "It left on Monday."}
    desk.call("POST", path.replace("requests", "messages"), message, user="ana")
    desk.now += HOUR
    shown = desk.call("GET", path.replace("requests", "ledger"), user="ana")
    ledger = cast("dict[str, list[dict[str, JsonValue]]]", shown.fields)
    held = {(item["kind"], item["id"]): item["business_seconds"] for item in ledger["holders"]}
    assert held == {("agent", "ana"): 3600, ("department", "warehouse"): 3600, ("customer", None): 3600}
    assert [item["calendar_seconds"] for item in ledger["requests"]] == [3600]


@pytest.mark.parametrize(("verdict", "is_shown"), [("pass", None), ("none", True)])
def test_an_answer_whose_sender_nobody_vouches_for_is_marked(
    desk: DeskUnderTest, path: str, verdict: str, *, is_shown: bool | None
) -> None:
    """The token shows that somebody had the mail, not who writes: agents see that."""
    asked(desk, path)
    wanda_writes(desk, **{"Authentication-Results": f"amazonses.com; dmarc={verdict} header.from=carrier.example;"})
    items = desk.call("GET", path.replace("requests", "timeline"), user="ana").fields["items"]
    assert isinstance(items, list)
    answer = next(each for each in items if isinstance(each, dict) and each["name"] == "request.answered")
    data = answer["data"]
    assert isinstance(data, dict)
    assert data.get("is_unverified") is is_shown


def test_handovers_are_counted_and_flagged(desk: DeskUnderTest, path: str) -> None:
    """Three of them are too many, before the first answer or after it."""
    conversation = path.removesuffix("/requests")
    for place, user in enumerate(("ben", "ana", "ben")):
        version = {"If-Match": f'"{desk.conversation.version}"'}
        assert desk.call("PATCH", conversation, {"assignee": user}, user="ana", headers=version).status == 200
        if place == 0:
            desk.call("POST", f"{conversation}/messages", {"text": "We look."}, user="ben")
    shown = desk.call("GET", conversation, user="ana").fields
    assert (shown["handovers"], shown["handovers_after_answer"], shown["handed_over_often"]) == (3, 2, True)
