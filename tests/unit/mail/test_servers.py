"""What mail servers of all makes send back, and what those who are away let their programs answer."""

# ruff: noqa: RUF001 - words and signs of other alphabets

from datetime import date
from typing import NamedTuple

import pytest

from transom.mail import Kind, read

LOST = "ana@example.org"


class Told(NamedTuple):
    """How a server tells of a mail that it could not deliver, and what of it counts."""

    sender: str
    subject: str
    text: str
    code: int | None
    is_hard: bool
    is_delayed: bool = False
    headers: str = ""


SERVERS = {
    "Exim": Told(
        "Mail Delivery System <Mailer-Daemon@mx.example.net>",
        "Mail delivery failed: returning message to sender",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        "delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n"
        "  ana@example.org\n    host mx.example.org [192.0.2.7]\n    SMTP error from remote mail server after RCPT "
        "TO:<ana@example.org>:\n    550 5.1.1 <ana@example.org>: Recipient address rejected: User unknown\n\n"
        "------ This is a copy of the message, with its headers. ------\n\nMessage-ID: <7@northwind.example>\n",
        550,
        is_hard=True,
        headers="X-Failed-Recipients: ana@example.org\nAuto-Submitted: auto-replied\n",
    ),
    "Exim, which goes on trying": Told(
        "Mail Delivery System <Mailer-Daemon@mx.example.net>",
        "Warning: message 1kX2-0003 delayed 24 hours",
        "This message was created automatically by mail delivery software.\nA message that you sent has not yet been "
        "delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.net.\n\nThe "
        "address to which the message has not yet been delivered is:\n\n  ana@example.org\n    Delay reason: "
        "Connection timed out\n\nNo action is required on your part. Delivery attempts will continue.\n",
        None,
        is_hard=False,
        is_delayed=True,
        headers="Auto-Submitted: auto-replied\n",
    ),
    "qmail": Told(
        "MAILER-DAEMON@mx.example.net",
        "failure notice",
        "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to "
        "the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        "<ana@example.org>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 No such user\nGiving up "
        "on 192.0.2.7.\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <7@northwind.example>\n",
        550,
        is_hard=True,
    ),
    "Gmail": Told(
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Failure)",
        "** Address not found **\n\nYour message wasn't delivered to ana@example.org because the address couldn't be "
        "found, or is unable to receive mail.\n\nThe response from the remote server was:\n550 5.1.1 The email account "
        "that you tried to reach does not exist.\n\nMessage-ID: <7@northwind.example>\n",
        550,
        is_hard=True,
        headers="X-Failed-Recipients: ana@example.org\nAuto-Submitted: auto-replied\n",
    ),
    "Gmail, in Russian": Told(
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Failure)",
        "** Адрес не найден **\n\nВаше сообщение не доставлено адресату ana@example.org, поскольку адрес не найден.\n\n"
        "Ответ удаленного сервера:\n550 5.1.1 user unknown\n\nMessage-ID: <7@northwind.example>\n",
        550,
        is_hard=True,
        headers="X-Failed-Recipients: ana@example.org\n",
    ),
    "Exchange": Told(
        "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.net>",
        "Undeliverable: Your order",
        "Your message to ana@example.org couldn't be delivered.\n\nana wasn't found at example.org.\n\nDiagnostic "
        "information for administrators:\n\nGenerating server: MX1.example.net\n\nana@example.org\nRemote server "
        "returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'\n\nOriginal "
        "message headers:\n\nMessage-ID: <7@northwind.example>\n",
        550,
        is_hard=True,
        headers="Auto-Submitted: auto-generated\nX-MS-Exchange-Message-Is-Ndr:\n",
    ),
    "Exchange, in German": Told(
        "postmaster@example.net",
        "Unzustellbar: Ihre Bestellung",
        "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\nana@example.org\nDie eingegebene "
        "E-Mail-Adresse konnte nicht gefunden werden.\n\nDiagnoseinformationen für Administratoren:\n\nana@example.org"
        "\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\nUrsprüngliche Nachrichtenkopfzeilen:\n\n"
        "Message-ID: <7@northwind.example>\n",
        550,
        is_hard=True,
    ),
    "Exchange, in Polish": Told(
        "postmaster@example.net",
        "Niedostarczone: Zamówienie",
        "Dostarczenie do tych adresatów lub grup nie powiodło się:\n\nana@example.org\nNie znaleziono wprowadzonego "
        "adresu e-mail.\n\nana@example.org\n#550 5.1.1 RESOLVER.ADR.RecipNotFound ##\n\n"
        "Oryginalne nagłówki wiadomości:\n\nMessage-ID: <7@northwind.example>\n",
        550,
        is_hard=True,
    ),
    "Yandex": Told(
        "mailer-daemon@yandex.ru",
        "Недоставленное сообщение",
        "Это письмо отправлено почтовым сервером yandex.ru.\n\nК сожалению, мы вынуждены сообщить Вам о том, что Ваше "
        "письмо не может быть\nотправлено одному или нескольким адресатам. Технические подробности можно найти ниже."
        "\n\n<ana@example.org>: host mx.example.org[192.0.2.7] said: 550 5.7.1 No such user! (in reply to RCPT TO "
        "command)\n\nMessage-ID: <7@northwind.example>\n",
        550,
        is_hard=True,
    ),
    "Mail.ru": Told(
        "mailer-daemon@corp.mail.ru",
        "Mail failure.",
        "Это письмо создано автоматически сервером Mail.ru, отвечать на него не нужно.\n\nК сожалению, Ваше письмо не "
        "может быть доставлено одному или нескольким получателям:\n\n**********************\n\nana@example.org\n"
        "user not found\n\n**********************\n\nMessage-ID: <7@northwind.example>\n",
        None,
        is_hard=True,
        headers="X-Failed-Recipients: ana@example.org\n",
    ),
    "Postfix, in words": Told(
        "MAILER-DAEMON@mx.example.net (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        "This is the mail system at host mx.example.net.\n\nI'm sorry to have to inform you that your message could "
        "not\nbe delivered to one or more recipients. It's attached below.\n\n                   The mail system\n\n"
        "<ana@example.org>: host mx.example.org[192.0.2.7] said: 552 5.2.2\n    Mailbox full (in reply to RCPT TO "
        "command)\n",
        552,
        is_hard=False,
    ),
    "Zimbra": Told(
        "MAILER-DAEMON@zimbra.example.net (Mail Delivery System)",
        "Delayed Mail (still being retried)",
        "This is the mail system at host zimbra.example.net.\n\n####################################################\n"
        "# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n"
        "####################################################\n\nYour message could not be delivered for more than 4 "
        "hour(s).\nIt will be retried until it is 5 day(s) old.\n\n<ana@example.org>: connect to mx.example.org: "
        "Connection timed out\n",
        None,
        is_hard=False,
        is_delayed=True,
    ),
    "QQ": Told(
        "PostMaster@qq.com",
        "来自QQ邮箱的退信",
        "抱歉，您的邮件被退回来了……\n\n收件人邮箱： ana@example.org\n退信原因： 收件人邮箱地址不存在，邮件无法送达。\n"
        "host mx.example.org said: 550 5.1.1 User unknown\n",
        550,
        is_hard=True,
    ),
    "Sendmail": Told(
        "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>",
        "Returned mail: see transcript for details",
        "The original message was received at Mon, 16 Nov 2026 11:30:00 +0100\nfrom out.northwind.example\n\n   ----- "
        "The following addresses had permanent fatal errors -----\n<ana@example.org>\n    (reason: 550 5.1.1 User "
        "unknown)\n\n   ----- Transcript of session follows -----\n550 5.1.1 <ana@example.org>... User unknown\n",
        550,
        is_hard=True,
    ),
}


@pytest.mark.parametrize("server", SERVERS)
def test_a_bounce_names_whom_it_did_not_reach_and_why(server: str) -> None:
    """Also where a server keeps to no standard, and whatever language it speaks."""
    told = SERVERS[server]
    head = f"From: {told.sender}\nTo: support@northwind.example\nSubject: {told.subject}\n{told.headers}"
    mail = read(f"{head}Content-Type: text/plain; charset=utf-8\n\n{told.text}".encode())
    assert mail.kind is Kind.BOUNCE
    (bounce,) = mail.bounces
    assert (bounce.address, bounce.code) == (LOST, told.code)
    assert (bounce.is_hard, bounce.is_delayed) == (told.is_hard, told.is_delayed)
    if "Message-ID" in told.text:
        assert bounce.message_id == "7@northwind.example"


ABSENCES = [
    ("Automatic reply: Order", "I am out of the office and will return on Monday, November 30.", date(2026, 11, 30)),
    ("Out of Office", "I'm away from September 1 to September 4, 2027.", date(2027, 9, 4)),
    ("Out of Office Re: Order", "I'm on annual leave until 30th November 2026.", date(2026, 11, 30)),
    ("Automatische Antwort: Bestellung", "Ich bin vom 16.11. bis 30.11.2026 nicht im Büro.", date(2026, 11, 30)),
    ("Abwesenheitsnotiz: Bestellung", "Ich bin erst am 30. November wieder erreichbar.", date(2026, 11, 30)),
    ("Abwesend", "Ich bin bis einschließlich 30.11. im Urlaub.", date(2026, 11, 30)),
    ("Autoodpowiedź: Zamówienie", "Jestem nieobecna w biurze do dnia 30.11.2026 r.", date(2026, 11, 30)),
    ("Odpowiedź automatyczna: Zamówienie", "Przebywam na urlopie od 16 do 30 listopada.", date(2026, 11, 30)),
    ("Nieobecność w biurze", "Jestem na urlopie. Wracam 30 listopada.", date(2026, 11, 30)),
    ("Автоматический ответ: Заказ", "Я в отпуске с 16 по 30 ноября.", date(2026, 11, 30)),
    ("Автоответ", "Здравствуйте! Меня не будет в офисе до 30.11.2026.", date(2026, 11, 30)),
    ("Автоматична відповідь: Замовлення", "Я у відпустці до 30 листопада 2026 року.", date(2026, 11, 30)),
    ("Réponse automatique : Commande", "Je suis absente du bureau jusqu'au 30 novembre inclus.", date(2026, 11, 30)),
    ("Absence du bureau", "Je suis en congés du 16 au 30 novembre 2026.", date(2026, 11, 30)),
    ("Respuesta automática: Pedido", "Estaré fuera de la oficina hasta el 30 de noviembre.", date(2026, 11, 30)),
    ("Risposta automatica: Ordine", "Sono fuori ufficio fino al 30 novembre.", date(2026, 11, 30)),
    ("自动回复: 订单", "您好，我正在休假，11月30日返回办公室。", date(2026, 11, 30)),
    ("自動返信: 注文", "11月30日まで休暇をいただいております。", date(2026, 11, 30)),
    ("不在通知", "2026年11月30日まで不在にしております。", date(2026, 11, 30)),
    ("부재 중: 주문", "11월 30일까지 부재중입니다.", date(2026, 11, 30)),
    ("Automatisch antwoord: Bestelling", "Ik ben afwezig tot en met 30 november 2026.", date(2026, 11, 30)),
    ("Resposta automática: Pedido", "Estou de férias até 30 de novembro.", date(2026, 11, 30)),
    ("Automatická odpověď: Objednávka", "Jsem mimo kancelář do 30. 11. 2026.", date(2026, 11, 30)),
]


@pytest.mark.parametrize(("subject", "text", "back"), ABSENCES)
def test_who_is_away_says_so_in_any_language(subject: str, text: str, back: date) -> None:
    """And until when, whichever way dates are written there."""
    head = f"From: {LOST}\nSubject: {subject}\nDate: Mon, 16 Nov 2026 09:00:00 +0000\nAuto-Submitted: auto-replied\n"
    mail = read(f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}".encode())
    assert (mail.kind, mail.returns_on) == (Kind.OUT_OF_OFFICE, back)
