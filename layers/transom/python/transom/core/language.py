# ruff: noqa: RUF001 - Cyrillic has letters that look like Latin ones
"""A small guess at the language of a message, for the languages that the desk speaks."""

from transom.core.words import words

_MINIMUM_LETTERS = 8
_MINIMUM_SCORE = 2
_MINIMUM_SHARE = 0.15

_COMMON = {
    "en": "the and is are was my your you we it this that where when what how why can could would not have has with "
    "for from please hello hi thanks thank help want need order to of do does did been i in on there still",
    "de": "der die das und ist sind war mein meine meinen ihr sie wir es wo wann was wie warum kann können nicht habe "
    "hat mit für von bitte hallo danke guten tag ich ein eine einen den dem zu auf im noch wurde bestellung",
    "pl": "i w na nie jest są był była mój moja moje mojego się to gdzie kiedy co jak dlaczego czy mogę można proszę "
    "dzień dobry dziękuję witam mam mi do z ze od za już ale jeszcze zamówienie dla pan pani chcę",
    "ru": "и в не на что как где когда почему мой моя моё мои мне вы я мы это у с со по за из к для от но уже ещё есть "
    "был была было можно здравствуйте добрый день привет пожалуйста спасибо заказ хочу нужно до сих пор",
    "uk": "і й в у не на що як де коли чому мій моя моє мої мені ви я ми це з зі по за із до для від але вже ще є "
    "був була було можна вітаю добрий день привіт будь ласка дякую замовлення хочу треба",
}
_OWN_LETTERS = {"en": "", "de": "äöüß", "pl": "ąćęłńóśźż", "ru": "ыэё", "uk": "іїєґ"}
_SHARED_LETTERS = {
    **dict.fromkeys(("en", "de", "pl"), "abcdefghijklmnopqrstuvwxyz"),
    **dict.fromkeys(("ru", "uk"), "абвгдежзийклмнопрстуфхцчшщьюя"),
}
_SHARED_LETTERS["ru"] += "ъ"

_WORDS = {language: frozenset(words(text)) for language, text in _COMMON.items()}
_ALPHABETS = {language: frozenset(_SHARED_LETTERS[language] + own) for language, own in _OWN_LETTERS.items()}


def detect(text: str) -> str | None:
    """Return `en`, `de`, `pl`, `ru` or `uk` if the text is clearly in that language, else None."""
    found = [word for word in words(text) if word.isalpha()]
    if sum(map(len, found)) < _MINIMUM_LETTERS:
        return None
    (best, language), (second, _), *_ = sorted(((_score(found, item), item) for item in _WORDS), reverse=True)
    is_clear = best >= _MINIMUM_SCORE and best > second and best >= _MINIMUM_SHARE * len(found)
    return language if is_clear else None


def _score(found: list[str], language: str) -> int:
    """Count the words that speak for a language: its common ones, and those with its own letters; others against."""
    common = sum(word in _WORDS[language] for word in found)
    own = sum(not set(_OWN_LETTERS[language]).isdisjoint(word) for word in found)
    foreign = sum(not _ALPHABETS[language].issuperset(word) for word in found)
    return common + own - foreign if common else 0
