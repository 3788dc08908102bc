"""Out-of-office and other automatic answers, told by their words, since many carry no header that says so."""

# ruff: noqa: RUF001 - words and signs of other alphabets

import re
from datetime import date

_SUBJECTS = re.compile(
    r"^\s*(?:re: ?|aw: ?|odp: ?|fwd?: ?)*\[?(?:automatic(?:ally generated)? (?:reply|response)|"
    r"auto(?:matic)?[- ]?(?:reply|response|antwort|responder)|"
    r"automatische (?:antwort|reactie)|automatisch antwoord|réponse automatique|respuesta autom[aá]tica|"
    r"risposta automatica|"
    r"resposta autom[aá]tica|automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź|автоматический ответ|"
    r"автоответ|"
    r"автоматична відповідь|автовідповідь|automatická odpověď|automatická odpoveď|automatikus válasz|otomatik yanıt|"
    r"autosvar|automatsvar|automaattinen vastaus|räspuns automat|"
    r"răspuns automat|自动回复|自動回覆|自動返信|不在通知|자동 응답|부재 중)",
    re.IGNORECASE,
)
_AWAY_SUBJECTS = re.compile(
    r"out[- ]of[- ](?:the[- ])?office|\booo\b|away from (?:my|the) (?:office|desk|mail)|on (?:vacation|holiday|"
    r"annual leave|leave)|vacation (?:reply|message|notice|response|auto)|"
    r"abwesenheit|abwesend|nicht im büro|im urlaub|absen(?:t|ce) du bureau|absence|en congés?|"
    r"fuera de (?:la )?oficina|ausente|"
    r"fuori ufficio|assenza|ausência|fora do escritório|poza biurem|nieobecno[śs][ćc]|jestem na urlopie|"
    r"нет на месте|вне офиса|"
    r"в отпуске|отсутству|у відпустці|поза офісом|відсутн|"
    r"mimo kancelář|na dovolen|ofis dışında|izinde|afwezig|op vakantie|på semester|på ferie|lomalla|szabadság|"
    r"în concediu|休暇|不在|休假|外出|외출|부재|휴가",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:i|we|he|she)(?: am|['’]m| will be|['’]ll be| is| are)(?: currently| now)? "
    r"(?:out of (?:the )?(?:office|town|country)|"
    r"away|on (?:vacation|holidays?|(?:annual |maternity |sick |parental )?leave))|"
    r"out of (?:the )?office (?:until|from|till|and)|limited access to (?:my )?e-?mail|"
    r"nicht im (?:büro|hause?)|nicht am (?:arbeits)?platz|bin (?:ich )?(?:bis|ab|vom|derzeit|zur ?zeit|im urlaub|"
    r"abwesend)|je suis (?:actuellement )?(?:absent|en (?:congé|vacances))|"
    r"(?:estoy|estaré|me encuentro) (?:fuera|de vacaciones|ausente)|sono (?:fuori ufficio|assente|in ferie)|"
    r"estou (?:fora|ausente|de férias)|"
    r"(?:jestem|będę|przebywam)(?: obecnie)? (?:nieobecn|poza biurem|na urlopie)|"
    r"(?:нахожусь|буду|я)(?: сейчас)? (?:в отпуске|вне офиса|отсутств)|меня не будет|мене не буде|(?:перебуваю|"
    r"буду|я)(?: зараз)? (?:у відпустці|поза офісом|відсутн)|"
    r"ik ben (?:\w+ )?(?:afwezig|op vakantie|met vakantie|niet aanwezig)|"
    r"(?:jsem|budu|som|budem) (?:mimo kancelář|na dovolen|nepřítom|neprítom)|jag är (?:på semester|borta|inte på)|"
    r"jeg er (?:på ferie|ikke på kontoret|bortreist)|olen (?:lomalla|poissa)|szabadságon|în concediu|"
    r"(?:izinde|ofis dışında)y|"
    r"不在にして|休暇を|お休み|正在休假|不在办公室|目前不在|부재 ?중|휴가",
    re.IGNORECASE,
)
_MONTH = r"[^\W\d_]{3,12}\.?"
_DATE = (
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\s?\d{1,2}[./]\s?(?:\d{4}|\d{2})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th|er|\.)?(?: of| de)? {_MONTH}(?: de)?,?(?: \d{{4}})?|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}})?"
)
_EASTERN_DATE = r"(?:\d{4} ?[年년] ?)?\d{1,2} ?[月월] ?\d{1,2} ?[日号일]"
_UNTIL = re.compile(
    r"(?:until|till|back (?:in the office )?(?:on|at)|return(?:ing)?(?: to (?:the )?(?:office|work))?(?: on)?|through|"
    r"from [\w ,.]{3,25} to|between [\w ,.]{1,25} and|"
    r"bis (?:zum|einschließlich)?|ab dem|zurück am|(?:wieder|erst) (?:am|ab)(?: dem)?|"
    r"jusqu['’]au|de retour le|du \d{1,2}(?: \w+)? au|hasta el|vuelvo el|regreso el|del? \d{1,2}(?: de \w+)? al?|"
    r"fino al|rientro il|dal \d{1,2}(?: \w+)? al|até(?: o)?(?: dia)?|tot(?: en met)?|terug op|"
    r"do (?:dnia)?|wracam|od dnia|vrátím se|до|вернусь|по|повернуся|till och med|til og med|tillbaka|tilbage|tilbake)"
    rf"\s*[:,]?\s*(?:[^\W\d]+[,.]? (?:the |den |dem )?)?(?P<date>{_DATE})|"
    rf"(?:至|到)\s*(?P<eastern>{_EASTERN_DATE})|"
    rf"(?P<before>{_EASTERN_DATE})(?:\s?[(（]\w[)）])?\s?(?:まで|까지|返回|回来|回到|恢复|之前|に戻|より出社|から出社)",
    re.IGNORECASE,
)
_MONTHS = (
    ("jan", "sty", "янв", "січ", "ene", "gen", "led", "oca"),
    ("feb", "fév", "lut", "фев", "лют", "fev", "úno", "şub"),
    ("mar", "mär", "maa", "mrt", "мар", "бер", "bře"),
    ("apr", "avr", "kwi", "апр", "кві", "abr", "dub", "nis"),
    ("may", "mai", "maj", "mei", "мая", "май", "тра", "mag", "kvě"),
    ("jun", "juin", "cze", "июн", "чер", "giu", "červn", "haz"),
    ("jul", "juil", "lip", "июл", "лип", "lug", "červenc", "tem"),
    ("aug", "aoû", "sie", "авг", "сер", "ago", "srp", "ağu"),
    ("sep", "wrz", "сен", "вер", "set", "září", "eyl"),
    ("oct", "okt", "paź", "окт", "жов", "ott", "out", "říj", "eki"),
    ("nov", "lis", "ноя", "лис", "kas"),
    ("dec", "dez", "déc", "gru", "дек", "гру", "dic", "pro", "ara"),
)
_SHORT = 2500
"""Characters within which an automatic answer says what it is."""


def is_announced(subject: str) -> bool:
    """Tell whether a subject says that nobody wrote the mail."""
    return _SUBJECTS.search(subject) is not None


def is_told(subject: str, text: str, *, is_automatic: bool) -> bool:
    """Tell whether a mail says that its writer is away; of one without a machine's headers the subject must say it."""
    says_so = _AWAY_SUBJECTS.search(subject) is not None and not subject.lower().lstrip().startswith(
        ("re:", "aw:", "fw")
    )
    if is_automatic or is_announced(subject):
        return says_so or _AWAY.search(text[:_SHORT]) is not None
    return says_so and _AWAY.search(text[:_SHORT]) is not None


def returns_on(text: str, written: date) -> date | None:
    """Return the last date that a text names after `until`, `back on` or the like; one without a year is the next."""
    told = (match["date"] or match["eastern"] or match["before"] for match in _UNTIL.finditer(text[:_SHORT]))
    found = (_date(each, written) for each in told)
    return next((each for each in found if each is not None and each >= written), None)


def _date(told: str, written: date) -> date | None:
    numbers = [int(each) for each in re.findall(r"\d+", told)]
    words = re.findall(r"[^\W\d_]+", told.lower())
    month = next((at for at, names in enumerate(_MONTHS, 1) if any(word.startswith(names) for word in words)), None)
    try:
        if told[-1] in "日号일":
            *stated, number, day = numbers
            return _next(day, number, stated[0] if stated else None, written)
        if month and numbers:
            return _next(numbers[0], month, numbers[1] if len(numbers) > 1 else None, written)
        if re.match(r"\d{4}-", told):
            return date(numbers[0], numbers[1], numbers[2])
        day, number, *year = numbers
        day, number = (number, day) if number > 12 else (day, number)  # noqa: PLR2004 - months
        return _next(day, number, year[0] if year else None, written)
    except (ValueError, IndexError):
        return None


def _next(day: int, month: int, year: int | None, written: date) -> date:
    if year is not None:
        return date(year if year > 99 else 2000 + year, month, day)  # noqa: PLR2004 - of two digits
    this_year = date(written.year, month, day)
    return this_year if this_year >= written else date(written.year + 1, month, day)
