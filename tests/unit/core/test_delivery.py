from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import MONDAY, beneath, queued, received
from transom.core.delivery import BOUNCE, AttachmentState, delivery_of, present
from transom.model import Attachment, DeliveryState, Entry, EntryName

SENT, DELIVERED, READ = EntryName.MESSAGE_SENT, EntryName.MESSAGE_DELIVERED, EntryName.MESSAGE_READ
FAILED, LOST = EntryName.MESSAGE_FAILED, EntryName.MESSAGE_OUTCOME_LOST
PROGRESS = [DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.READ]
SECOND = timedelta(seconds=1)


def told(*names: EntryName) -> list[Entry]:
    """Return entries about one message, a second apart."""
    return [beneath(name, number * SECOND, id=f"D{number}") for number, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    ("names", "state"),
    [
        ([], DeliveryState.QUEUED),
        ([SENT], DeliveryState.SENT),
        ([SENT, DELIVERED, READ], DeliveryState.READ),
        ([READ, SENT, DELIVERED], DeliveryState.READ),
        ([DELIVERED, SENT], DeliveryState.DELIVERED),
        ([SENT, FAILED], DeliveryState.FAILED),
        ([DELIVERED, FAILED], DeliveryState.DELIVERED),
        ([READ, FAILED], DeliveryState.READ),
        ([FAILED, SENT], DeliveryState.FAILED),
        ([FAILED, DELIVERED], DeliveryState.DELIVERED),
        ([LOST], DeliveryState.UNKNOWN),
        ([LOST, SENT], DeliveryState.SENT),
        ([LOST, DELIVERED], DeliveryState.DELIVERED),
        ([SENT, LOST], DeliveryState.SENT),
        ([LOST, FAILED], DeliveryState.FAILED),
        ([FAILED, LOST], DeliveryState.FAILED),
    ],
)
def test_how_far_a_message_came(names: list[EntryName], state: DeliveryState) -> None:
    """What reached the customer is final, a failure yields to that alone, and evidence settles what was unknown."""
    delivery = delivery_of(queued(), told(*names))
    assert delivery is not None
    assert delivery.state is state


@given(
    st.lists(st.sampled_from([SENT, DELIVERED, READ, FAILED, LOST]), max_size=6).flatmap(
        lambda names: st.tuples(st.just(told(*names)), st.permutations(told(*names)))
    )
)
def test_the_order_of_arrival_does_not_matter(entries: tuple[list[Entry], list[Entry]]) -> None:
    """What the entries tell depends on when things happened, never on when they came in."""
    in_order, shuffled = entries
    assert delivery_of(queued(), in_order) == delivery_of(queued(), shuffled)


@given(st.lists(st.sampled_from([SENT, DELIVERED, READ, LOST]), max_size=6))
def test_progress_never_runs_backwards(names: list[EntryName]) -> None:
    """Each further entry leaves a message at least as far as it was."""
    states = [delivery_of(queued(), told(*names[:count])) for count in range(len(names) + 1)]
    ranks = [PROGRESS.index(found.state) for found in states if found and found.state in PROGRESS]
    assert ranks == sorted(ranks)


def test_a_mail_that_comes_back_was_not_delivered() -> None:
    """A server took it first, which is all that the desk was told."""
    back = beneath(FAILED, 3 * SECOND, id="D3", data={BOUNCE: True})
    delivery = delivery_of(queued(), [*told(SENT, DELIVERED), back])
    assert delivery is not None
    assert delivery.state is DeliveryState.FAILED
    read = delivery_of(queued(), [*told(SENT, READ), back])
    assert read is not None
    assert read.state is DeliveryState.READ


def test_a_failure_says_why_and_when() -> None:
    """The reason and the time are those of the entry that tells of it."""
    delivery = delivery_of(queued(), [beneath(FAILED, SECOND, data={"reason": "blocked by the user"})])
    assert delivery is not None
    assert (delivery.reason, delivery.at) == ("blocked by the user", MONDAY + SECOND)


def test_an_inbound_message_has_no_delivery() -> None:
    """What customers send was delivered: it is here."""
    assert delivery_of(received()) is None


def test_the_latest_edit_is_shown() -> None:
    """The text is that of the newest edit, in whatever order the edits came."""
    edits = [
        beneath(EntryName.MESSAGE_EDITED, 2 * SECOND, id="D2", text="third", text_key="bodies/3"),
        beneath(EntryName.MESSAGE_EDITED, SECOND, id="D1", text="second"),
    ]
    shown = present(received(text="first"), edits)
    assert (shown.text, shown.text_key, shown.edited_at) == ("third", "bodies/3", MONDAY + 2 * SECOND)


def test_an_edit_may_empty_a_text() -> None:
    """A caption that was taken away is gone."""
    assert present(received(text="first"), [beneath(EntryName.MESSAGE_EDITED, SECOND, text="")]).text == ""


def test_a_message_by_itself_is_shown_as_it_is() -> None:
    """Nothing beneath changes nothing."""
    shown = present(received(text="first", text_key="bodies/1"))
    assert (shown.text, shown.text_key, shown.edited_at) == ("first", "bodies/1", None)


def test_attachments_are_stored_pending_or_lost() -> None:
    """Entries beneath tell what became of each file; one that was stored after all is not lost."""
    files = [Attachment(id=name, name=name) for name in ("a", "b", "c", "d")]
    shown = present(
        received(attachments=[*files, Attachment(id="e", name="e", key="media/e")]),
        [
            beneath(
                EntryName.ATTACHMENT_STORED, 2 * SECOND, attachments=[files[0].model_copy(update={"key": "media/a"})]
            ),
            beneath(EntryName.ATTACHMENT_LOST, 3 * SECOND, attachments=[files[0], files[1]]),
            beneath(EntryName.ATTACHMENT_LOST, SECOND, attachments=[files[3]]),
            beneath(
                EntryName.ATTACHMENT_STORED, 2 * SECOND, attachments=[files[3].model_copy(update={"key": "media/d"})]
            ),
        ],
    )
    stored, pending, lost = AttachmentState.STORED, AttachmentState.PENDING, AttachmentState.LOST
    assert [item.state for item in shown.attachments] == [stored, lost, pending, stored, stored]
    assert [item.attachment.key for item in shown.attachments] == ["media/a", None, None, "media/d", "media/e"]


def test_a_message_that_was_brought_back_has_its_text_again() -> None:
    """An edit that came before the deletion brings nothing back."""
    gone = beneath(EntryName.MESSAGE_DELETED, 2 * SECOND, id="D2")
    before = beneath(EntryName.MESSAGE_EDITED, SECOND, id="D1", text="Edited.")
    after = beneath(EntryName.MESSAGE_EDITED, 3 * SECOND, id="D3", text="Back.")
    assert present(received(), [before, gone]).deleted_at == gone.at
    back = present(received(), [after, gone, before])
    assert (back.text, back.deleted_at) == ("Back.", None)


def test_a_message_that_was_edited_and_deleted_in_one_second_is_deleted() -> None:
    """Whichever id is the greater: it tells nothing of two things that happened at once."""
    gone, edited = (beneath(name, SECOND) for name in (EntryName.MESSAGE_DELETED, EntryName.MESSAGE_EDITED))
    for ids in (("D1", "D2"), ("D2", "D1")):
        changes = [each.model_copy(update={"id": known}) for each, known in zip((gone, edited), ids, strict=True)]
        assert present(received(), changes).deleted_at == gone.at
