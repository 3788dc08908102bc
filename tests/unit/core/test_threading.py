from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from transom.core.threading import Evidence, Filed, Match, group, match

KNOWN = {"<1@shop>": "AAAA1111", "<2@shop>": "BBBB2222"}


def test_our_token_is_believed_before_anything_else() -> None:
    """What we signed ourselves is stronger than ids that anyone may write."""
    found = match(token="CCCC3333", references=["<1@shop>"], known=KNOWN, behind_door="DDDD4444")
    assert found == Match(conversation_id="CCCC3333", evidence=Evidence.TOKEN)


def test_the_newest_known_reference_decides() -> None:
    """Of several conversations that a mail refers to, it answers the one named last; unknown ids are passed over."""
    found = match(references=["<1@shop>", "<2@shop>", "<lost@elsewhere>"], known=KNOWN, behind_door="DDDD4444")
    assert found == Match(conversation_id="BBBB2222", evidence=Evidence.REFERENCE, detail="<2@shop>")


def test_a_chat_goes_on_behind_its_door() -> None:
    """Without token or known reference, the conversation open behind the door takes the message."""
    found = match(references=["<lost@elsewhere>"], known=KNOWN, behind_door="DDDD4444")
    assert found == Match(conversation_id="DDDD4444", evidence=Evidence.DOOR)


def test_nothing_known_begins_a_conversation() -> None:
    """A message that refers to nothing we know belongs nowhere yet."""
    assert match(references=["<lost@elsewhere>"], known=KNOWN) is None
    assert match() is None


def test_a_mailbox_is_grouped_whatever_the_order() -> None:
    """Two answers to a mail that nobody has seen belong together; who quotes nothing stands alone."""
    mails = [
        Filed(message_id="1"),
        Filed(message_id="2", references=("1",)),
        Filed(message_id="3", references=("0",)),
        Filed(message_id="4", references=("0", "3")),
        Filed(message_id="5"),
    ]
    for order in permutations(mails):
        assert sorted(map(sorted, group(order))) == [["1", "2"], ["3", "4"], ["5"]]


@given(st.lists(st.tuples(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=3)), unique_by=lambda mail: mail[0]))
def test_every_mail_is_in_one_group(mails: list[tuple[int, list[int]]]) -> None:
    """Each once, and with all that it answers; mails that answer each other, or themselves, too."""
    filed = [Filed(message_id=str(own), references=tuple(map(str, answered))) for own, answered in mails]
    groups = group(filed)
    assert sorted(each for found in groups for each in found) == sorted(mail.message_id for mail in filed)
    place = {each: number for number, found in enumerate(groups) for each in found}
    for mail in filed:
        assert {place[each] for each in (mail.message_id, *mail.references) if each in place} == {
            place[mail.message_id]
        }
