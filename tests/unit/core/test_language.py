# ruff: noqa: RUF001 - other scripts have letters that look like Latin ones
"""The language of a text."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tools.bench.sentences import SENTENCES
from transom.core.language import LANGUAGES, detect

SPOKEN = st.sampled_from([text for texts in SENTENCES.values() for text in texts])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my order?", "en"),
        ("What's wrong with invoice 123?", "en"),
        ("Guten Tag, ich möchte die Bestellung stornieren", "de"),
        ("Gdzie jest moja paczka? Czekam juz tydzien", "pl"),
        ("Dzień dobry", "pl"),
        ("Привет, не пришёл заказ", "ru"),
        ("Не працює вхід", "uk"),
        ("Къде е моята поръчка?", "bg"),
        ("¿Dónde está mi pedido?", "es"),
        ("Où est ma commande ?", "fr"),
        ("Siparişim nerede kaldı?", "tr"),
        ("注文はどこですか", "ja"),
        ("iPhone の注文はどこ", "ja"),
        ("退款", "zh"),
        ("주문이 어디 있나요?", "ko"),
        ("Πού είναι η παραγγελία μου;", "el"),
        ("Hello", "en"),
        ("hello there", "en"),
        ("danke", "de"),
        ("Merci beaucoup", "fr"),
        ("Hola", "es"),
        ("спасибо", "ru"),
        ("дякую", "uk"),
        ("Hvor er pakken min?", "nb"),
        ("请填写 customer_reference_number 字段", "zh"),
        ("请在 Settings 里选择 Notifications，然后点击 Save", "zh"),
        ("取引先の Customer Name を入力", "ja"),
        ("My name is 王小明, where is my order?", "en"),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    """Short messages as customers write them are enough."""
    assert detect(text) == language


def test_short_sentences_of_every_language_are_told() -> None:
    """Nineteen of twenty sentences of a handful of words are right, and of every language most are."""
    right = {name: [detect(text) == name for text in texts] for name, texts in SENTENCES.items()}
    assert right.keys() == set(LANGUAGES)
    assert sum(map(sum, right.values())) / sum(map(len, right.values())) > 0.95
    assert {name for name, each in right.items() if sum(each) < 4} == set()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "да",
        "12345678 90",
        "https://example.com/wo/ist/das",
        "jan@poczta.pl",
        "🔥🔥🔥🔥",
        "أين طلبي من فضلك",
    ],
)
def test_what_is_unsure_is_left_open(text: str) -> None:
    """Too short a text, no words, and scripts that are not told apart, get no guess rather than a wrong one."""
    assert detect(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Xin chào, đơn hàng của tôi ở đâu?",
            "Kus on minu tellimus?",
            "Kur yra mano užsakymas?",
            "Где је моја поруџбина?",
        ),
        *("Kapan pesanan saya datang?", "Tere", "Хвала пуно"),
    ],
)
def test_other_languages_are_left_open(text: str) -> None:
    """Vietnamese, Estonian, Lithuanian, Serbian and Indonesian are taken for none of their relatives."""
    assert detect(text) is None


@pytest.mark.parametrize(
    ("text", "likely", "language"),
    [
        ("Pakke", (), None),
        ("Pakke", ("da-DK",), "da"),
        ("Pakke", ("nb", "da"), None),
        ("退款", (None, "ja"), "ja"),
        ("Where is my order, please?", ("pl",), "en"),
    ],
)
def test_what_is_known_of_the_writer_decides_what_is_close(
    text: str, likely: tuple[str | None, ...], language: str | None
) -> None:
    """A language that was expected wins a short text, and does not change a clear one."""
    assert detect(text, likely) == language


@given(st.text(), st.lists(st.sampled_from([*LANGUAGES, "xx", "de-AT", ""])))
@example("ᄀ" * 10, ["en"])
def test_any_text_is_read(text: str, likely: list[str]) -> None:
    """Whatever comes, the answer is a language or none."""
    assert detect(text, likely) in {*LANGUAGES, None}


@given(SPOKEN)
def test_capitals_say_the_same(text: str) -> None:
    """Who shouts is read as who does not, where the alphabet has one small letter for each capital."""
    assume(text.upper().lower() == text.lower())
    assert detect(text.upper()) == detect(text)


@given(SPOKEN, st.sampled_from(["https://example.com/order", "ana@example.com", "4711", "AB-2026-11", "🙂", "…"]))
def test_addresses_and_numbers_say_nothing(text: str, more: str) -> None:
    """What is the same in every language does not change the answer."""
    assert detect(f"{text} {more}") == detect(f"{more} {text}") == detect(text)
