# ruff: noqa: RUF001 - other scripts have letters that look like Latin ones
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transom.core.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my order?", "en"),
        ("Hello, my parcel has not arrived", "en"),
        ("What's wrong with invoice 123?", "en"),
        ("Wo ist meine Bestellung?", "de"),
        ("Guten Tag, ich möchte die Bestellung stornieren", "de"),
        ("Gdzie jest moje zamówienie?", "pl"),
        ("Dzień dobry", "pl"),
        ("Gdzie jest moja paczka? Czekam juz tydzien", "pl"),
        ("Где мой заказ?", "ru"),
        ("Привет, не пришёл заказ", "ru"),
        ("Добрый день", "ru"),
        ("Де моє замовлення?", "uk"),
        ("Добрий день", "uk"),
        ("Не працює вхід", "uk"),
    ],
)
def test_the_desks_languages_are_told_apart(text: str, language: str) -> None:
    """Short messages as customers write them are enough."""
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        *("", "ok", "hello", "да", "12345678 90", "https://example.com/a/b", "🔥🔥🔥🔥🔥🔥🔥🔥"),
        *("¿Dónde está mi pedido?", "Où est ma commande ?", "Dov'è il mio ordine?", "Onde está o meu pedido?"),
        *("Waar is mijn bestelling?", "Var är min beställning?", "Siparişim nerede kaldı?"),
        *("Dobrý den, kde je moje zásilka?", "Gde je moja narudžba?", "Kde je moja objednávka, prosím?"),
        *("Къде е моята поръчка?", "Где је моја поруџбина?", "注文はどこですか", "أين طلبي من فضلك"),
    ],
)
def test_what_is_unsure_is_left_open(text: str) -> None:
    """Too short a text, and other languages, get no guess rather than a wrong one."""
    assert detect(text) is None


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Whatever comes, the answer is a language of the desk or none."""
    assert detect(text) in {"en", "de", "pl", "ru", "uk", None}
