# ruff: noqa: RUF001 - Cyrillic has letters that look like Latin ones
"""The desk's own sentences, in each language that it speaks: data, and the few rules for numbers and dates."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

type Plural = Callable[[int], int]
type Forms = tuple[str, ...]

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_FIVE_MINUTES = 5 * _MINUTE
_EXACT_UP_TO = 10 * _MINUTE
_HOURS_UP_TO = 2 * _DAY


def _two_forms(count: int) -> int:
    return 0 if count == 1 else 1


def _french(count: int) -> int:
    return 0 if count <= 1 else 1


def _one_form(count: int) -> int:  # noqa: ARG001 - whatever is counted
    return 0


def _is_few(count: int) -> bool:
    return count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14}


def _polish(count: int) -> int:
    if count == 1:
        return 0
    return 1 if _is_few(count) else 2


def _east_slavic(count: int) -> int:
    if count % 10 == 1 and count % 100 != 11:  # noqa: PLR2004 - the grammar's own numbers
        return 0
    return 1 if _is_few(count) else 2


def _ceil(length: timedelta, unit: timedelta) -> timedelta:
    return -(-length // unit) * unit


@dataclass(frozen=True)
class Language:
    """One language: its sentences, and its forms of units, weekdays and months."""

    thanks: str
    waiting: str
    until: str
    opening: str
    between: str
    slipped: str
    offer_mail: str
    offer_phone: str
    one_time: str
    moment: str
    plural: Plural
    minutes: Forms
    hours: Forms
    days: Forms
    weekdays: Forms
    months: Forms
    closing: str = "{{brand.name}}"

    def duration(self, length: timedelta) -> str:
        """Return a length as people say it, rounded up: a promise is not shortened."""
        rounded = max(_MINUTE, _ceil(length, _MINUTE if length <= _EXACT_UP_TO else _FIVE_MINUTES))
        if rounded < _HOUR:
            return self._counted(rounded // _MINUTE, self.minutes)
        if rounded < _HOURS_UP_TO:
            return self._counted(_ceil(rounded, _HOUR) // _HOUR, self.hours)
        return self._counted(_ceil(rounded, _DAY) // _DAY, self.days)

    def date_and_time(self, at: datetime) -> str:
        """Return a moment in its own time zone, which is named."""
        return self.moment.format(
            weekday=self.weekdays[at.weekday()], day=at.day, month=self.months[at.month - 1], time=f"{at:%H:%M}"
        )

    def _counted(self, count: int, forms: Forms) -> str:
        return f"{count} {forms[self.plural(count)]}"


ENGLISH = Language(
    thanks="Hello,\n\nthank you for writing to {{brand.name}}. We have received your message.",
    waiting="The waiting time for an answer is about {{wait.duration}}.",
    until="You will have our answer by {{wait.moment}}.",
    opening="We are closed at the moment. We open again on {{wait.moment}}, and will attend to your message then.",
    between="It usually takes between {{wait.low}} and {{wait.high}} until you have our answer.",
    slipped=(
        "We are sorry: our answer takes longer than we told you. Your message is not forgotten, and we are on it."
    ),
    offer_mail="If you would rather go on by e-mail, write so here.",
    offer_phone="If you would rather go on by phone, write so here.",
    one_time=(
        "Your code is {{code}}. Tell it to our agent in your other conversation with us; it is valid for ten minutes."
    ),
    moment="{weekday}, {day} {month}, at {time}",
    plural=_two_forms,
    minutes=("minute", "minutes"),
    hours=("hour", "hours"),
    days=("day", "days"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)

GERMAN = Language(
    thanks="Guten Tag,\n\nvielen Dank für Ihre Nachricht an {{brand.name}}. Sie ist bei uns eingegangen.",
    waiting="Die Wartezeit auf eine Antwort beträgt etwa {{wait.duration}}.",
    until="Sie erhalten unsere Antwort spätestens am {{wait.moment}}.",
    opening=(
        "Wir haben gerade geschlossen. Wir öffnen wieder am {{wait.moment}}, und kümmern uns dann um Ihre Nachricht."
    ),
    between="Bis zu unserer Antwort dauert es meist {{wait.low}} bis {{wait.high}}.",
    slipped=(
        "Es tut uns leid: Unsere Antwort dauert länger, als wir Ihnen gesagt haben. "
        "Ihre Nachricht ist nicht vergessen, wir kümmern uns darum."
    ),
    offer_mail="Wenn Sie lieber per E-Mail weitermachen möchten, schreiben Sie es einfach hier.",
    offer_phone="Wenn Sie lieber telefonieren möchten, schreiben Sie es einfach hier.",
    one_time=(
        "Ihr Code ist {{code}}. Nennen Sie ihn unserem Team in Ihrem anderen Gespräch mit uns; er gilt zehn Minuten."
    ),
    moment="{weekday}, {day}. {month}, um {time} Uhr",
    plural=_two_forms,
    minutes=("Minute", "Minuten"),
    hours=("Stunde", "Stunden"),
    days=("Tag", "Tage"),
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
)

POLISH = Language(
    thanks="Dzień dobry,\n\ndziękujemy za wiadomość do {{brand.name}}. Otrzymaliśmy ją.",
    waiting="Czas oczekiwania na odpowiedź to mniej więcej {{wait.duration}}.",
    until="Odpowiemy najpóźniej: {{wait.moment}}.",
    opening="Teraz mamy zamknięte. Otwieramy ponownie: {{wait.moment}} – wtedy zajmiemy się Państwa wiadomością.",
    between="Czas oczekiwania na odpowiedź to zwykle: {{wait.low}} – {{wait.high}}.",
    slipped=(
        "Przepraszamy: odpowiedź zajmuje nam więcej czasu, niż zapowiedzieliśmy. "
        "Pamiętamy o Państwa wiadomości i zajmujemy się nią."
    ),
    offer_mail="Jeśli wolą Państwo kontakt przez e-mail, proszę o tym tutaj napisać.",
    offer_phone="Jeśli wolą Państwo kontakt telefoniczny, proszę o tym tutaj napisać.",
    one_time=(
        "Twój kod to {{code}}. Proszę podać go naszemu konsultantowi w drugiej rozmowie; jest ważny dziesięć minut."
    ),
    moment="{weekday}, {day} {month}, godz. {time}",
    plural=_polish,
    minutes=("minuta", "minuty", "minut"),
    hours=("godzina", "godziny", "godzin"),
    days=("dzień", "dni", "dni"),
    weekdays=("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"),
    months=(
        *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
        *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
    ),
)

RUSSIAN = Language(
    thanks="Здравствуйте!\n\nСпасибо, что написали в {{brand.name}}. Мы получили ваше сообщение.",
    waiting="Время ожидания ответа — примерно {{wait.duration}}.",
    until="Мы ответим не позднее этого времени: {{wait.moment}}.",
    opening="Сейчас мы закрыты. Мы снова откроемся: {{wait.moment}} — и тогда займёмся вашим сообщением.",
    between="Время ожидания ответа обычно: {{wait.low}} – {{wait.high}}.",
    slipped=(
        "Приносим извинения: ответ занимает больше времени, чем мы обещали. "
        "Мы помним о вашем сообщении и занимаемся им."
    ),
    offer_mail="Если вам удобнее продолжить по электронной почте, напишите об этом здесь.",
    offer_phone="Если вам удобнее продолжить по телефону, напишите об этом здесь.",
    one_time="Ваш код: {{code}}. Назовите его нашему сотруднику в другом разговоре с нами; код действует десять минут.",
    moment="{weekday}, {day} {month}, {time}",
    plural=_east_slavic,
    minutes=("минута", "минуты", "минут"),
    hours=("час", "часа", "часов"),
    days=("день", "дня", "дней"),
    weekdays=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    months=(
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
)

UKRAINIAN = Language(
    thanks="Вітаємо!\n\nДякуємо, що написали до {{brand.name}}. Ми отримали ваше повідомлення.",
    waiting="Час очікування відповіді — приблизно {{wait.duration}}.",
    until="Ми відповімо не пізніше цього часу: {{wait.moment}}.",
    opening="Зараз ми зачинені. Ми знову відчинимося: {{wait.moment}} — і тоді візьмемося за ваше повідомлення.",
    between="Час очікування відповіді зазвичай: {{wait.low}} – {{wait.high}}.",
    slipped=(
        "Перепрошуємо: відповідь потребує більше часу, ніж ми обіцяли. "
        "Ми пам’ятаємо про ваше повідомлення і працюємо над ним."
    ),
    offer_mail="Якщо вам зручніше продовжити електронною поштою, напишіть про це тут.",
    offer_phone="Якщо вам зручніше продовжити телефоном, напишіть про це тут.",
    one_time="Ваш код: {{code}}. Назвіть його нашому працівникові в іншій розмові з нами; код дійсний десять хвилин.",
    moment="{weekday}, {day} {month}, {time}",
    plural=_east_slavic,
    minutes=("хвилина", "хвилини", "хвилин"),
    hours=("година", "години", "годин"),
    days=("день", "дні", "днів"),
    weekdays=("понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"),
    months=(
        *("січня", "лютого", "березня", "квітня", "травня", "червня"),
        *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
    ),
)

FRENCH = Language(
    thanks="Bonjour,\n\nmerci d’avoir écrit à {{brand.name}}. Nous avons bien reçu votre message.",
    waiting="Le délai de réponse est d’environ {{wait.duration}}.",
    until="Vous aurez notre réponse au plus tard le {{wait.moment}}.",
    opening=(
        "Nous sommes fermés en ce moment. Nous rouvrons le {{wait.moment}} et nous occuperons alors de votre message."
    ),
    between="Le délai de réponse est habituellement de {{wait.low}} à {{wait.high}}.",
    slipped=(
        "Nous sommes désolés : notre réponse prend plus de temps que prévu. "
        "Votre message n’est pas oublié, nous nous en occupons."
    ),
    offer_mail="Si vous préférez continuer par e-mail, écrivez-le ici.",
    offer_phone="Si vous préférez continuer par téléphone, écrivez-le ici.",
    one_time=(
        "Votre code est {{code}}. Donnez-le à notre conseiller dans votre autre échange avec nous ; "
        "il est valable dix minutes."
    ),
    moment="{weekday} {day} {month} à {time}",
    plural=_french,
    minutes=("minute", "minutes"),
    hours=("heure", "heures"),
    days=("jour", "jours"),
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
)

SPANISH = Language(
    thanks="Hola:\n\nGracias por escribir a {{brand.name}}. Hemos recibido su mensaje.",
    waiting="El tiempo de espera es de aproximadamente {{wait.duration}}.",
    until="Tendrá nuestra respuesta a más tardar el {{wait.moment}}.",
    opening="En este momento estamos cerrados. Abrimos de nuevo el {{wait.moment}} y entonces atenderemos su mensaje.",
    between="El tiempo de espera suele ser de {{wait.low}} a {{wait.high}}.",
    slipped=(
        "Lo sentimos: nuestra respuesta tarda más de lo que le dijimos. "
        "No hemos olvidado su mensaje y nos estamos ocupando de él."
    ),
    offer_mail="Si prefiere continuar por correo electrónico, escríbalo aquí.",
    offer_phone="Si prefiere continuar por teléfono, escríbalo aquí.",
    one_time=(
        "Su código es {{code}}. Dígaselo a nuestro agente en su otra conversación con nosotros; es válido diez minutos."
    ),
    moment="{weekday}, {day} de {month}, {time} h",
    plural=_two_forms,
    minutes=("minuto", "minutos"),
    hours=("hora", "horas"),
    days=("día", "días"),
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
)

PORTUGUESE = Language(
    thanks="Olá,\n\nobrigado por escrever para {{brand.name}}. Recebemos a sua mensagem.",
    waiting="O tempo de espera é de aproximadamente {{wait.duration}}.",
    until="Terá a nossa resposta o mais tardar até: {{wait.moment}}.",
    opening="De momento estamos fechados. Voltamos a abrir: {{wait.moment}}, e trataremos então da sua mensagem.",
    between="O tempo de espera costuma ser de {{wait.low}} a {{wait.high}}.",
    slipped=(
        "Pedimos desculpa: a nossa resposta demora mais do que dissemos. "
        "A sua mensagem não foi esquecida e estamos a tratar dela."
    ),
    offer_mail="Se preferir continuar por e-mail, escreva-o aqui.",
    offer_phone="Se preferir continuar por telefone, escreva-o aqui.",
    one_time=(
        "O seu código é {{code}}. Diga-o ao nosso agente na sua outra conversa connosco; é válido durante dez minutos."
    ),
    moment="{weekday}, {day} de {month}, às {time}",
    plural=_two_forms,
    minutes=("minuto", "minutos"),
    hours=("hora", "horas"),
    days=("dia", "dias"),
    weekdays=("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"),
    months=(
        *("janeiro", "fevereiro", "março", "abril", "maio", "junho"),
        *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
    ),
)

CHINESE = Language(
    thanks="您好！\n\n感谢您联系 {{brand.name}}。我们已收到您的消息。",
    waiting="预计等待时间约为 {{wait.duration}}。",
    until="我们最迟将在 {{wait.moment}} 前回复您。",
    opening="我们目前不在营业时间。我们将于 {{wait.moment}} 恢复营业，届时会处理您的消息。",
    between="回复通常需要 {{wait.low}} 至 {{wait.high}}。",
    slipped=("很抱歉，我们的回复比之前告知的时间要晚。我们没有忘记您的消息，正在处理。"),
    offer_mail="如果您希望改用电子邮件联系，请在此回复说明。",
    offer_phone="如果您希望改用电话联系，请在此回复说明。",
    one_time="您的验证码是 {{code}}。请在与我们的另一个对话中告诉客服，十分钟内有效。",
    moment="{month}{day}日（{weekday}）{time}",
    plural=_one_form,
    minutes=("分钟",),
    hours=("小时",),
    days=("天",),
    weekdays=("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    months=tuple(f"{number}月" for number in range(1, 13)),
)

JAPANESE = Language(
    thanks="{{brand.name}} にお問い合わせいただきありがとうございます。メッセージを受け取りました。",
    waiting="ご返信までの時間は、およそ {{wait.duration}} です。",
    until="遅くとも {{wait.moment}} までにご返信いたします。",
    opening="ただいま営業時間外です。{{wait.moment}} に営業を再開し、その後お問い合わせに対応いたします。",
    between="ご返信までの時間は、通常 {{wait.low}} から {{wait.high}} です。",
    slipped=(
        "申し訳ございません。ご返信がお伝えした時間より遅れております。お問い合わせは承っており、現在対応しております。"
    ),
    offer_mail="メールでのご連絡をご希望の場合は、こちらにその旨をご返信ください。",
    offer_phone="お電話でのご連絡をご希望の場合は、こちらにその旨をご返信ください。",
    one_time="確認コードは {{code}} です。別のお問い合わせの担当者にお伝えください。有効期限は10分です。",
    moment="{month}{day}日（{weekday}）{time}",
    plural=_one_form,
    minutes=("分",),
    hours=("時間",),
    days=("日",),
    weekdays=("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"),
    months=tuple(f"{number}月" for number in range(1, 13)),
)

LANGUAGES = {
    "en": ENGLISH,
    "de": GERMAN,
    "pl": POLISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "zh": CHINESE,
    "ja": JAPANESE,
}


def spoken(*wishes: str | None) -> Language:
    """Return the first wished language that the desk speaks, or English; `de-AT` is German."""
    tags = (wish.replace("_", "-").partition("-")[0].lower() for wish in wishes if wish)
    return next((LANGUAGES[tag] for tag in tags if tag in LANGUAGES), ENGLISH)
