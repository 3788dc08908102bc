"""What proves an address, who may be the same customer, and who cannot be."""

from datetime import UTC, datetime, timedelta

import pytest

from transom.core import identities
from transom.model import ConnectionSpec, Contact, ContactField, Door, Identity
from transom.model.evidence import Evidence, EvidenceKind

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
NUMBER = ContactField(id="number", name="Customer number", identifies=True)
PLAN = ContactField(id="plan", name="Plan")


def door(channel: str, address: str) -> Door:
    """Return a door of a connection that is called as its channel."""
    return Door(channel=channel, connection=channel, address=address)


def identity(channel: str, address: str, *, is_verified: bool = True) -> Identity:
    """Return a door with what a message tells of it."""
    place = door(channel, address)
    evidence = (identities.learnt(place, NOW, is_verified=is_verified),)
    return Identity(door=place, contact_id="P1", conversation_id="AAAA0000", evidence=evidence)


def contact(name: str, **fields: str) -> Contact:
    """Return a contact with fields of the desk's own."""
    return Contact(id=name, name=name, fields={**fields}, created_at=NOW)


@pytest.mark.parametrize(
    ("channel", "is_verified", "kind"),
    [
        ("telegram", True, EvidenceKind.PROVIDER),
        ("email", True, EvidenceKind.SIGNED_MAIL),
        ("inapp", True, EvidenceKind.IDENTITY_HASH),
        ("form", False, EvidenceKind.FORM),
        ("email", False, EvidenceKind.CLAIM),
    ],
)
def test_a_message_tells_how_far_its_sender_is_proven(channel: str, kind: EvidenceKind, *, is_verified: bool) -> None:
    """What a form or a spoofed mail says proves nothing."""
    known = identity(channel, "olga", is_verified=is_verified)
    assert [each.kind for each in known.evidence] == [kind]
    assert known.is_verified is is_verified


def test_each_kind_of_evidence_is_kept_once_with_its_first_moment() -> None:
    """A customer who writes a thousand messages has no thousand proofs."""
    first = identities.learnt(door("email", "a@x.example"), NOW, is_verified=False)
    again = first.model_copy(update={"at": NOW + timedelta(days=1)})
    proof = Evidence(kind=EvidenceKind.SIGNED_MAIL, at=NOW + timedelta(days=2), by="email")
    assert identities.with_evidence(identities.with_evidence((first,), again), proof) == (first, proof)


def test_the_same_addresses_are_looked_for_over_the_other_connections() -> None:
    """A phone as each channel writes it; a messenger's own number of a person is no phone."""
    ours = [
        identity("whatsapp", "48600100200"),
        identity("form", "Olga@X.example"),
        identity("telegram", "48600100200"),
    ]
    desk = [
        ConnectionSpec(id=each, channel=each, name=each) for each in ("whatsapp", "twilio_sms", "email", "telegram")
    ]
    assert {str(each) for each in identities.doors(ours, desk)} == {
        "whatsapp#whatsapp#+48600100200",
        "twilio_sms#twilio_sms#+48600100200",
        "twilio_sms#twilio_sms#48600100200",
        "email#email#olga@x.example",
    }


def test_the_reasons_say_how_far_each_side_is_proven() -> None:
    """An agent sees at once whether somebody only claims it."""
    form, mail = identity("form", "olga@x.example", is_verified=False), identity("email", "olga@x.example")
    assert identities.reasons([mail], [form]) == (
        "the same e-mail address olga@x.example in email and form, verified in one of them",
    )
    assert identities.reasons([mail], [identity("email", "other@x.example")]) == ()


def test_ids_of_which_a_customer_has_one_speak_against_a_merge() -> None:
    """Other fields, and fields that one of them lacks, do not."""
    none: tuple[list[Identity], list[Identity]] = ([], [])
    one, other = contact("P1", number="10428", plan="starter"), contact("P2", number="10429", plan="business")
    told = identities.conflict(one, other, none, (NUMBER, PLAN))
    assert told == "their Customer number differs: 10428 and 10429"
    assert identities.conflict(one, contact("P3", plan="business"), none, (NUMBER, PLAN)) is None
    assert identities.conflict(one, other, none, (PLAN,)) is None


def test_two_accounts_of_the_desks_own_app_are_two_customers() -> None:
    """Several devices of one account are not, and two mailboxes or messengers are not either."""
    phone, tablet = identity("inapp", "u-1 https://push/1"), identity("inapp", "u-1 https://push/2")
    stranger = identity("inapp", "u-2")
    contacts = contact("P1"), contact("P2")
    assert identities.conflict(*contacts, ([phone], [stranger]), ()) == "they are different users of inapp"
    assert identities.conflict(*contacts, ([phone], [tablet]), ()) is None
    mails = [identity("email", "a@x.example")], [identity("email", "b@y.example")]
    assert identities.conflict(*contacts, mails, ()) is None
    unproven = identity("inapp", "u-2", is_verified=False)
    assert identities.conflict(*contacts, ([phone], [unproven]), ()) is None
