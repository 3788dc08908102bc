from transom.core.threading import Evidence, Match, match

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
