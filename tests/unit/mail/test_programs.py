"""Answers as the world's mail programs write them, in the languages of those who use them."""

# ruff: noqa: RUF001 - words and signs of other alphabets

import pytest

from transom.mail import read
from transom.mail.visible import visible

OWN = "Thanks, that helps.\n\nOlga"
TEXTS = {
    "Outlook, in English": (
        "From: Northwind Support <support@northwind.example>\nSent: Monday, November 16, 2026 11:30 AM\n"
        "To: Olga <olga@example.org>\nSubject: Re: Order 10428\n\nIt left our house this morning."
    ),
    "Outlook, in German": (
        "Von: Northwind Support <support@northwind.example>\nGesendet: Montag, 16. November 2026 11:30\n"
        "An: Olga <olga@example.org>\nBetreff: AW: Bestellung 10428\n\nSie ging heute früh ab."
    ),
    "Outlook, in Polish": (
        "Od: Northwind Support <support@northwind.example>\nWysłano: poniedziałek, 16 listopada 2026 11:30\n"
        "Do: Olga <olga@example.org>\nTemat: ODP: Zamówienie 10428\n\nWyszło dziś rano."
    ),
    "Outlook, in Russian": (
        "От: Northwind Support <support@northwind.example>\nОтправлено: 16 ноября 2026 г. 11:30\n"
        "Кому: Olga <olga@example.org>\nТема: RE: Заказ 10428\n\nОн отправлен сегодня утром."
    ),
    "Outlook, in Ukrainian": (
        "Від: Northwind Support <support@northwind.example>\nНадіслано: понеділок, 16 листопада 2026 р. 11:30\n"
        "Кому: Olga <olga@example.org>\nТема: RE: Замовлення 10428\n\nЙого надіслано вранці."
    ),
    "Outlook, in French": (
        "De : Northwind Support <support@northwind.example>\nEnvoyé : lundi 16 novembre 2026 11:30\n"
        "À : Olga <olga@example.org>\nObjet : RE: Commande 10428\n\nElle est partie ce matin."
    ),
    "Outlook, in Spanish": (
        "De: Northwind Support <support@northwind.example>\nEnviado el: lunes, 16 de noviembre de 2026 11:30\n"
        "Para: Olga <olga@example.org>\nAsunto: RE: Pedido 10428\n\nSalió esta mañana."
    ),
    "Outlook, in Chinese": (
        "发件人: Northwind Support <support@northwind.example>\n发送时间: 2026年11月16日 11:30\n"
        "收件人: Olga <olga@example.org>\n主题: 回复: 订单 10428\n\n今天早上已发出。"
    ),
    "Outlook, in Japanese": (
        "差出人: Northwind Support <support@northwind.example>\n送信日時: 2026年11月16日 11:30\n"
        "宛先: Olga <olga@example.org>\n件名: RE: 注文 10428\n\n今朝発送しました。"
    ),
    "old Outlook": (
        "-----Original Message-----\nFrom: Northwind Support [mailto:support@northwind.example]\n"
        "Sent: Monday, November 16, 2026 11:30 AM\nTo: Olga\nSubject: RE: Order 10428\n\nIt left this morning."
    ),
    "old Outlook, in Polish": (
        "-----Wiadomość oryginalna-----\nOd: Northwind [mailto:support@northwind.example]\n"
        "Wysłano: 16 listopada 2026 11:30\nDo: Olga\nTemat: RE: Zamówienie\n\nWyszło dziś rano."
    ),
    "Outlook on a phone": (
        "Get Outlook for Android<https://aka.ms/example>\n________________________________\n"
        "From: Northwind Support <support@northwind.example>\nSent: Monday, November 16, 2026 11:30:00 AM\n"
        "To: Olga <olga@example.org>\nSubject: Re: Order 10428\n\nIt left this morning."
    ),
    "Outlook on a phone, in German": (
        "Outlook für iOS<https://aka.ms/example> beziehen\n________________________________\n"
        "Von: Northwind Support <support@northwind.example>\nGesendet: Montag, 16. November 2026 11:30\n"
        "An: Olga <olga@example.org>\nBetreff: Re: Bestellung 10428\n\nSie ging heute früh ab."
    ),
    "Outlook on a phone, in Polish": (
        "Pobierz aplikację Outlook dla systemu iOS<https://aka.ms/example>\n________________________________\n"
        "From: Northwind Support <support@northwind.example>\nSent: Monday, November 16, 2026 11:30\n"
        "To: Olga <olga@example.org>\nSubject: Re: Zamówienie 10428\n\nWyszło dziś rano."
    ),
    "Apple Mail": (
        "> On 16. Nov 2026, at 11:30, Northwind Support <support@northwind.example> wrote:\n> \n"
        "> It left our house this morning.\n> \n> Ben"
    ),
    "an iPhone, in German": (
        "Von meinem iPhone gesendet\n\n> Am 16.11.2026 um 11:30 schrieb Northwind Support "
        "<support@northwind.example>:\n> \n> Sie ging heute früh ab."
    ),
    "an iPhone, in Polish": (
        "Wysłane z iPhone’a\n\n> Wiadomość napisana przez Northwind Support <support@northwind.example> w dniu "
        "16.11.2026, o godz. 11:30:\n> \n> Wyszło dziś rano."
    ),
    "an iPhone, in Russian": (
        "Отправлено с iPhone\n\n> 16 нояб. 2026 г., в 11:30, Northwind Support <support@northwind.example> "
        "написал(а):\n> \n> Он отправлен сегодня утром."
    ),
    "an iPhone, in Ukrainian": (
        "Надіслано з iPhone\n\n> 16 лист. 2026 р. о 11:30 Northwind Support <support@northwind.example> пише:\n"
        "> \n> Його надіслано вранці."
    ),
    "an iPhone, in French": (
        "Envoyé de mon iPhone\n\n> Le 16 nov. 2026 à 11:30, Northwind Support <support@northwind.example> a écrit :\n"
        "> \n> Elle est partie ce matin."
    ),
    "an iPhone, in Spanish": (
        "Enviado desde mi iPhone\n\n> El 16 nov 2026, a las 11:30, Northwind Support <support@northwind.example> "
        "escribió:\n> \n> Salió esta mañana."
    ),
    "an iPhone, in Japanese": (
        "iPhoneから送信\n\n> 2026/11/16 11:30、Northwind Support <support@northwind.example>のメール:\n> \n"
        "> 今朝発送しました。"
    ),
    "an iPhone, in Chinese": (
        "发自我的 iPhone\n\n> 在 2026年11月16日，11:30，Northwind Support <support@northwind.example> 写道：\n> \n"
        "> 今天早上已发出。"
    ),
    "Gmail, in Ukrainian": (
        "пн, 16 лист. 2026 р. о 11:30 Northwind Support <support@northwind.example> пише:\n\n> Його надіслано вранці."
    ),
    "Gmail, in Polish": (
        "pon., 16 lis 2026 o 11:30 Northwind Support <support@northwind.example>\nnapisał(a):\n\n> Wyszło dziś rano."
    ),
    "Gmail, in Russian": (
        "пн, 16 нояб. 2026 г. в 11:30, Northwind Support <support@northwind.example>:\n\n> Он отправлен утром."
    ),
    "Gmail, in German": (
        "Am Mo., 16. Nov. 2026 um 11:30 Uhr schrieb Northwind Support <\nsupport@northwind.example>:\n\n"
        "> Sie ging heute früh ab."
    ),
    "Gmail, in French": (
        "Le lun. 16 nov. 2026 à 11:30, Northwind Support <support@northwind.example>\na écrit :\n\n"
        "> Elle est partie ce matin."
    ),
    "Gmail, in Spanish": (
        "El lun, 16 nov 2026 a las 11:30, Northwind Support (<\nsupport@northwind.example>) escribió:\n\n"
        "> Salió esta mañana."
    ),
    "Gmail, in Japanese": (
        "2026年11月16日(月) 11:30 Northwind Support <support@northwind.example>:\n\n> 今朝発送しました。"
    ),
    "Gmail, in Chinese": (
        "Northwind Support <support@northwind.example> 于2026年11月16日周一 11:30写道：\n\n> 今天早上已发出。"
    ),
    "Gmail, in Portuguese": (
        "Em seg., 16 de nov. de 2026 às 11:30, Northwind Support <\nsupport@northwind.example> escreveu:\n\n"
        "> Saiu esta manhã."
    ),
    "Gmail, in Turkish": (
        "Northwind Support <support@northwind.example>, 16 Kas 2026 Pzt, 11:30\ntarihinde şunu yazdı:\n\n"
        "> Bu sabah yola çıktı."
    ),
    "Gmail, in Korean": (
        "2026년 11월 16일 (월) 오전 11:30, Northwind Support <support@northwind.example>님이\n작성:\n\n> 오늘 아침에."
    ),
    "Gmail, in Dutch": (
        "Op ma 16 nov 2026 om 11:30 schreef Northwind Support <\nsupport@northwind.example>:\n\n> Vanmorgen vertrokken."
    ),
    "Gmail, in Italian": (
        "Il giorno lun 16 nov 2026 alle ore 11:30 Northwind Support <\nsupport@northwind.example> ha scritto:\n\n"
        "> È partito stamattina."
    ),
    "Gmail, in Czech": (
        "po 16. 11. 2026 v 11:30 odesílatel Northwind Support <support@northwind.example>\nnapsal:\n\n> Odešlo ráno."
    ),
    "Yahoo": (
        "    On Monday, November 16, 2026 at 11:30:00 AM GMT+1, Northwind Support <support@northwind.example> wrote:  "
        "\n \n It left our house this morning."
    ),
    "Proton": (
        "Sent with [Proton Mail](https://proton.example/) secure email.\n\n"
        "On Monday, November 16th, 2026 at 11:30, Northwind Support <support@northwind.example> wrote:\n\n"
        "> It left this morning."
    ),
    "Thunderbird, in Russian": "16.11.2026 11:30, Northwind Support пишет:\n> Он отправлен сегодня утром.",
    "Thunderbird, in Polish": "W dniu 16.11.2026 o 11:30, Northwind Support pisze:\n> Wyszło dziś rano.",
    "Thunderbird, in French": "Le 16/11/2026 à 11:30, Northwind Support a écrit :\n> Elle est partie ce matin.",
    "Thunderbird, in Japanese": "On 2026/11/16 11:30, Northwind Support wrote:\n> 今朝発送しました。",
    "Thunderbird, in Czech": "Dne 16. 11. 2026 v 11:30 Northwind Support napsal(a):\n> Odešlo dnes ráno.",
    "QQ": (
        '------------------ 原始邮件 ------------------\n发件人: "Northwind Support" <support@northwind.example>;\n'
        '发送时间: 2026年11月16日(星期一) 中午11:30\n收件人: "Olga"<olga@example.org>;\n主题: Re: 订单 10428\n\n已发。'
    ),
    "NetEase": (
        'At 2026-11-16 11:30:00, "Northwind Support" <support@northwind.example> wrote:\n>It left this morning.\n>Ben'
    ),
    "NetEase, in Chinese": (
        '在 2026-11-16 11:30:00，"Northwind Support" <support@northwind.example> 写道：\n>今天早上已发出。'
    ),
    "Mail.ru": (
        "--\nOlga\nОтправлено из Почты Mail\n\n> Понедельник, 16 ноября 2026, 11:30 +03:00 от Northwind Support "
        "<support@northwind.example>:\n> \n> Он отправлен сегодня утром."
    ),
    "Mail.ru, unmarked": (
        "Понедельник, 16 ноября 2026, 11:30 +03:00 от Northwind Support <support@northwind.example>:\n\n"
        "> Он отправлен сегодня утром."
    ),
    "Yandex": '16.11.2026, 11:30, "Northwind Support" <support@northwind.example>:\n> Он отправлен сегодня утром.',
    "Yandex, with words": (
        '----------------\nКому: Olga (olga@example.org);\nТема: Заказ 10428;\n16.11.2026, 11:30, "Northwind Support" '
        "<support@northwind.example>:\n\nОн отправлен сегодня утром."
    ),
    "Onet": (
        "W dniu 2026-11-16 11:30:00 użytkownik Northwind Support <support@northwind.example> napisał:\n"
        "> Wyszło dziś rano."
    ),
    "WP": (
        "Dnia 16 listopada 2026 11:30 Northwind Support <support@northwind.example> napisał(a):\n\nWyszło dziś rano."
    ),
    "o2": (
        "Dnia 16 listopada 2026 11:30 &quot;Northwind&quot; &lt;support@northwind.example&gt; napisał(a):\n"
        "> Wyszło dziś rano."
    ),
    "GMX": (
        'Gesendet: Montag, 16. November 2026 um 11:30 Uhr\nVon: "Northwind Support" <support@northwind.example>\n'
        "An: olga@example.org\nBetreff: Re: Bestellung 10428\n\nSie ging heute früh ab."
    ),
    "Samsung": (
        "-------- Original message --------\nFrom: Northwind Support <support@northwind.example>\n"
        "Date: 16/11/2026 11:30 (GMT+01:00)\nTo: olga@example.org\nSubject: Re: Order 10428\n\nIt left this morning."
    ),
    "Samsung, in Polish": (
        "Wysłano z telefonu Samsung Galaxy.\n\n-------- Oryginalna wiadomość --------\nOd: Northwind Support "
        "<support@northwind.example>\nData: 16.11.2026 11:30 (GMT+01:00)\nDo: olga@example.org\nTemat: Re: Lampa\n\n"
        "Wyszło dziś rano."
    ),
    "Samsung, in Russian": (
        "Отправлено со смартфона Samsung Galaxy.\n\n-------- Исходное сообщение --------\nОт: Northwind Support "
        "<support@northwind.example>\nДата: 16.11.2026 11:30 (GMT+03:00)\nКому: olga@example.org\nТема: Re: Заказ\n\n"
        "Он отправлен."
    ),
    "Samsung, in German": (
        "Von meinem Samsung Galaxy Smartphone gesendet.\n\n-------- Ursprüngliche Nachricht --------\n"
        "Von: Northwind Support <support@northwind.example>\nDatum: 16.11.26 11:30 (GMT+01:00)\nAn: olga@example.org\n"
        "Betreff: Re: Bestellung\n\nSie ging heute früh ab."
    ),
}


@pytest.mark.parametrize("program", TEXTS)
def test_what_a_program_quotes_in_text_is_taken_off(program: str) -> None:
    """With what introduces it, and what a telephone adds."""
    assert visible(f"{OWN}\n\n{TEXTS[program]}\n") == OWN


PAGES = {
    "Gmail": (
        '<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">pon., 16 lis 2026 o 11:30 '
        'Northwind &lt;support@northwind.example&gt; napisał(a):<br></div><blockquote class="gmail_quote">Wyszło.'
        "</blockquote></div>"
    ),
    "new Outlook": (
        '<div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr">'
        "<b>From:</b> Northwind<br><b>Sent:</b> Monday<br><b>Subject:</b> Re: Order</div><div>It left.</div>"
    ),
    "old Outlook, in German": (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Von:'
        "</b> Northwind &lt;support@northwind.example&gt; <br><b>Gesendet:</b> Montag, 16. November 2026 11:30<br>"
        "<b>An:</b> Olga<br><b>Betreff:</b> AW: Bestellung</p></div><p>Sie ging heute früh ab.</p>"
    ),
    "older Outlook, in Ukrainian": (
        '<div style="border:none;border-top:solid #B5C4DF 1.0pt"><p><b>Від:</b> Northwind<br><b>Надіслано:</b> 16 '
        "листопада<br><b>Кому:</b> Olga<br><b>Тема:</b> RE: Замовлення</p></div><p>Його надіслано.</p>"
    ),
    "Outlook on a phone": (
        '<div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/x">Outlook for iOS</a></div>'
        '<div id="mail-editor-reference-message-container"><div class="ms-outlook-mobile-reference-message"><hr>'
        "<b>From:</b> Northwind<br><b>Date:</b> Monday</div><div>It left.</div></div>"
    ),
    "Outlook on a phone, in French": (
        '<div>Obtenez <a href="https://aka.ms/x">Outlook pour Android</a></div><hr><div dir="ltr"><b>De :</b> Northwind'
        "<br><b>Envoyé :</b> lundi 16 novembre 2026<br><b>À :</b> Olga<br><b>Objet :</b> Re: Commande</div>Partie."
    ),
    "Apple Mail": (
        '<div><br><blockquote type="cite"><div>On 16. Nov 2026, at 11:30, Northwind &lt;support@northwind.example&gt; '
        "wrote:</div><div>It left.</div></blockquote></div>"
    ),
    "an iPhone, in Russian": (
        '<div dir="ltr">Отправлено с iPhone</div><div dir="ltr"><br><blockquote type="cite">16 нояб. 2026 г., в 11:30, '
        "Northwind &lt;support@northwind.example&gt; написал(а):<br></blockquote></div>"
        '<blockquote type="cite"><div>Он отправлен.</div></blockquote>'
    ),
    "Yahoo": (
        '<div id="ydp1yahoo_quoted_2" class="ydp1yahoo_quoted"><div>On Monday, November 16, 2026 at 11:30:00 AM GMT+1, '
        "Northwind &lt;support@northwind.example&gt; wrote:</div><div>It left.</div></div>"
    ),
    "Proton": (
        '<div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with Proton Mail.'
        '</div></div><div class="protonmail_quote">On Monday, Northwind wrote:<blockquote class="protonmail_quote" '
        'type="cite">It left.</blockquote></div>'
    ),
    "Thunderbird": (
        '<div class="moz-cite-prefix">W dniu 16.11.2026 o 11:30, Northwind pisze:<br></div>'
        '<blockquote type="cite" cite="mid:1@northwind.example">Wyszło.</blockquote>'
        '<pre class="moz-signature" cols="72">-- \nOlga K.</pre>'
    ),
    "QQ": (
        '<div style="font-size:12px;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style='
        '"background:#efefef;"><div><b>发件人:</b>&nbsp;"Northwind"&lt;support@northwind.example&gt;;</div><div><b>'
        "发送时间:</b>&nbsp;2026年11月16日</div></div><div>已发出。</div>"
    ),
    "QQ, in English": (
        '<div>------------------&nbsp;Original&nbsp;------------------</div><div><b>From: </b>&nbsp;"Northwind"'
        "&lt;support@northwind.example&gt;;</div><div><b>Date: </b>&nbsp;Mon, Nov 16, 2026 11:30</div><div>Sent.</div>"
    ),
    "NetEase": (
        '<p>在 2026-11-16 11:30:00，"Northwind" &lt;support@northwind.example&gt; 写道：</p>'
        '<blockquote id="isReplyContent" style="PADDING-LEFT: 1ex"><div>已发出。</div></blockquote>'
    ),
    "Mail.ru": (
        '<div data-signature-widget="container"><div>--<br>Olga</div></div><blockquote style="border-left:1px solid '
        '#0857A6;margin:10px;">Понедельник, 16 ноября 2026, 11:30 +03:00 от Northwind &lt;support@northwind.example'
        "&gt;:<br><div>Он отправлен.</div></blockquote>"
    ),
    "Yandex": (
        "<div>-- </div><div>Olga</div><div>Отправлено из мобильной Яндекс Почты</div><div>16.11.2026, 11:30, "
        '"Northwind" &lt;support@northwind.example&gt;:</div><blockquote><p>Он отправлен.</p></blockquote>'
    ),
    "Yandex, with words": (
        "<div>----------------</div><div>Кому: Olga (olga@example.org);</div><div>Тема: Заказ;</div><div>16.11.2026, "
        '11:30, "Northwind" &lt;support@northwind.example&gt;:</div><blockquote><p>Он отправлен.</p></blockquote>'
    ),
    "WP": (
        '<div class="nh_extra"><p>Dnia 16 listopada 2026 11:30 Northwind &lt;support@northwind.example&gt; napisał(a):'
        '</p><blockquote class="nh_quote">Wyszło.</blockquote></div>'
    ),
    "Onet": (
        "<p>W dniu 2026-11-16 11:30:00 użytkownik Northwind &lt;support@northwind.example&gt; napisał:</p>"
        '<blockquote style="margin-left:7px;border-left:2px solid orange">Wyszło.</blockquote>'
    ),
    "GMX": (
        '<div name="quote" style="margin:10px;border-left:2px solid #C3D9E5;"><div><b>Gesendet:</b>&nbsp;Montag, 16. '
        "November 2026 um 11:30 Uhr<br/><b>Von:</b>&nbsp;Northwind<br/><b>An:</b>&nbsp;Olga<br/><b>Betreff:</b>&nbsp;Re"
        "</div><div>Sie ging ab.</div></div>"
    ),
    "Zimbra": (
        '<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>"Northwind" '
        "&lt;support@northwind.example&gt;<br><b>To: </b>Olga<br><b>Sent: </b>Monday, November 16, 2026<br></div>"
        '<div data-marker="__QUOTED_TEXT__">It left.</div>'
    ),
    "Zoho": (
        '<div class="zmail_extra"><div>---- On Mon, 16 Nov 2026 11:30:00 +0100 <b>Northwind</b> wrote ----</div>'
        "<blockquote>It left.</blockquote></div>"
    ),
    "Fastmail": (
        '<div>On Mon, Nov 16, 2026, at 11:30 AM, Northwind wrote:</div><blockquote type="cite" id="qt">It left.'
        '</blockquote><div id="sig1"></div>'
    ),
    "Spark": (
        '<div name="messageSignatureSection">Sent with <a href="https://spark.example">Spark</a></div><div name='
        '"messageReplySection">On 16 Nov 2026, 11:30 +0100, Northwind &lt;support@northwind.example&gt;, wrote:<br>'
        '<blockquote type="cite" class="spark_quote">It left.</blockquote></div>'
    ),
    "Samsung": (
        '<div id="composer_signature"><div>Sent from my Galaxy</div></div><div><div>-------- Original message --------'
        "</div><div>From: Northwind &lt;support@northwind.example&gt; </div><div>Date: 16/11/2026  11:30  (GMT+01:00) "
        "</div><div>Subject: Re: Order </div></div><div>It left.</div>"
    ),
    "Tutanota": (
        '<div>16 Nov 2026, 11:30 by support@northwind.example:<br></div><blockquote class="tutanota_quote">It left.'
        "</blockquote>"
    ),
}


@pytest.mark.parametrize("program", PAGES)
def test_what_a_program_quotes_in_html_is_taken_off(program: str) -> None:
    """By the program's own marks, or by its words where it has none."""
    page = f"<html><body><div>Thanks, that helps.</div><div><br></div><div>Olga</div>{PAGES[program]}</body></html>"
    mail = read(b"From: o@example.org\nContent-Type: text/html; charset=utf-8\n\n" + page.encode())
    assert mail.visible_text == OWN
