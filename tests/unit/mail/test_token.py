"""The signed token."""

from hypothesis import given
from hypothesis import strategies as st

from transom.mail.token import find, find_request, mark, sign

KEY = "first key"
CODES = st.text(alphabet="0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=8, max_size=8)


@given(CODES)
def test_a_token_leads_back_to_its_conversation(code: str) -> None:
    """In a reply address, in whatever case a relay left it, and in a message id."""
    token = sign(code, KEY)
    assert find([f"support+{token}@northwind.example"], [KEY]) == code
    assert find([f"Support+{token.upper()}@NORTHWIND.example"], [KEY]) == code
    assert find(["other@example.net", f"01K0.{token}@northwind.example"], [KEY]) == code


@given(CODES, st.integers(0, 23), st.sampled_from("0a1b2c7z"))
def test_a_changed_token_names_nothing(code: str, place: int, letter: str) -> None:
    """Neither another conversation nor another mark may be put in."""
    token = sign(code, KEY)
    forged = token[:place] + letter + token[place + 1 :]
    assert forged == token or find([f"support+{forged}@northwind.example"], [KEY]) is None


def test_the_previous_key_still_holds_and_an_empty_one_never() -> None:
    """Mails sent before the key was changed are still answered."""
    address = f"support+{sign('ABCD1234', 'old')}@northwind.example"
    assert find([address], ["new", "old"]) == "ABCD1234"
    assert find([address], ["new"]) is None
    assert find([f"support+{sign('ABCD1234', '')}@northwind.example"], [""]) is None


def test_the_first_valid_token_counts() -> None:
    """A stranger's token in front does not hide ours."""
    stranger, ours = sign("AAAA1111", "their key"), sign("BBBB2222", KEY)
    assert find([f"x+{stranger}@y.example x+{ours}@y.example"], [KEY]) == "BBBB2222"


def test_a_request_s_token_is_not_a_conversation_s() -> None:
    """Neither is read as the other, nor does one make the other."""
    key, address = "key", "support+{}@northwind.example"
    of_request, of_conversation = (address.format(sign("ABCD1234", key, each)) for each in ("WXYZ6789", ""))
    assert find_request([of_request.upper()], [key]) == ("ABCD1234", "WXYZ6789")
    assert find_request([mark(sign("ABCD1234", key, "WXYZ6789"))], [key]) == ("ABCD1234", "WXYZ6789")
    assert find([of_request], [key]) is None
    assert find_request([of_conversation], [key]) is None
    forged = f"ABCD1234WXYZ6789{sign('ABCD1234', key)[-16:]}"
    assert find_request([address.format(forged)], [key]) is None
    assert find_request([of_request], ["another"]) is None
