"""The words by which mail programs quote and sign, in the languages that they speak."""

# ruff: noqa: RUF001 - words and signs of other alphabets

import re

WROTE = (
    "wrote|writes|schrieb(?: am)?|schreibt|geschrieben|a écrit|écrit|écrivait|escribió|escribio|escribe|"
    "ha scritto|scrive|scrisse|"
    "escreveu|schreef|skrev|kirjoitti|napisał\\(a\\)|napisał/a|napisała?|pisze|"
    "написал\\(а\\)|написала?|писал\\(а\\)|писала?|пишет|написав|написала|пише|"
    "napsal\\(a\\)|napsala?|napísal\\(a\\)|napísala?|píše|yazdı|yazdi|şunları yazdı|"
    "đã viết|a scris|ezt írta|írta|έγραψε|כתב(?:ה)?|كتب|menulis|napisao|napisala|je napisala?|"
    "rašė|kirjutas|rakstīja|написа|写道|寫道|写到|のメール|が書きました|さんは書きました|님이 작성|작성"
)
"""How an introduction says that somebody wrote."""

BEGINNINGS = "On|Am|Le|El|Il|Em|Op|Den|På|Pe|W dniu|Dnia|Dne|Dňa|Dana|In data|Vào|Pada|Στις|Ha|於|于|在|ב|في"
"""How an introduction with a date begins."""

_FROM = (
    "From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|От|Від|Kimden|"
    "Gönderen|Từ|发件人|發件人|寄件者|差出人|送信者|보낸 ?사람|Feladó|"
    "Από|Отправитель"
)
_SENT = (
    "Sent|Message du|Date|Gesendet|Datum|Envoyé|Envoyé le|Date|Enviado el|Enviado|Fecha|Inviato|Data|Verzonden|"
    "Skickat|Sendt|Dato|Lähetetty|"
    "Päivämäärä|Wysłano|Wysłane|Отправлено|Дата|Надіслано|Odesláno|Odoslané|Tarih|Gönderme Tarihi|Đã gửi|发送时间|"
    "發送時間|寄件日期|"
    "日期|送信日時|日時|日付|보낸 ?날짜|날짜|Küldve|Dátum|Ημερομηνία|Trimis"
)
_TO = (
    "To|An|À|A|Para|Aan|Till|Til|Vastaanottaja|Do|Komu|Кому|Pro|"
    "Kime|Kime|Đến|收件人|收件者|宛先|받는 ?사람|Címzett|Προς|"
    "Cc|Kopia|Копия|Копія|抄送|Copie à|Copy to|CC"
)
_SUBJECT = (
    "Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne|Aihe|Temat|Тема|Předmět|Predmet|Konu|Chủ đề|"
    "主题|主旨|件名|"
    "제목|Tárgy|Θέμα|Subiect"
)
FROM_OR_DATE = re.compile(rf"[ >*_]*(?:{_FROM}|{_SENT})[*_]* ?[:：][*_]*\s*\S", re.IGNORECASE)
FIELD = re.compile(rf"[ >*_]*(?:{_FROM}|{_SENT}|{_TO}|{_SUBJECT}|Reply-To|Importance)[*_]* ?[:：]", re.IGNORECASE)

ORIGINAL = re.compile(
    r"[ >]*(?:[-_=*]{2,}|[—–―]+)\s*(?:original[- ]message|original appointment|reply message|replied message|"
    r"(?:ursprüngliche|original)[- ]?nachricht|message d['’]origine|message original|mensaje original|"
    r"mensagem original|"
    r"messaggio originale|oorspronkelijk bericht|ursprungligt meddelande|oprindelig (?:meddelelse|besked)|"
    r"opprinnelig melding|"
    r"alkuperäinen viesti|(?:oryginalna )?wiadomość(?: oryginalna)?|исходное сообщение|оригинальное сообщение|"
    r"пересылаемое сообщение|вихідне повідомлення|původní zpráva|pôvodná správa|orijinal mesaj|"
    r"原始邮件|原始郵件|原邮件|元のメッセージ|original mail|원본 메시지)\s*(?:[-_=*]{2,}|[—–―]+)?[ ]*",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"[ >]*[-_=*]{2,}\s*(?:forwarded message|begin forwarded message|weitergeleitete nachricht|"
    r"message transf[eé]r[eé]|"
    r"mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|przekazana wiadomość|"
    r"пересылаемое сообщение|переслане повідомлення|转发邮件|轉寄郵件)\s*[-_=*]*[ ]*",
    re.IGNORECASE,
)

FORWARDS = re.compile(
    r"\s*(?:fwd?|wg|tr|rv|enc|i|pd|vs|vb|vl|ilt|doorst|továbbítás|yml|переслано|пересл|пер|转发|轉寄|轉|전달)\s*[:：]",
    re.IGNORECASE,
)
"""How the subject of what is forwarded begins."""
FROM_FIELD = re.compile(rf"[ >*_]*(?:{_FROM})[*_]* ?[:：][*_]*\s*(?P<value>\S.*)", re.IGNORECASE)
SUBJECT_FIELD = re.compile(rf"[ >*_]*(?:{_SUBJECT})[*_]* ?[:：][*_]*\s*(?P<value>\S.*)", re.IGNORECASE)

SIGNATURE = re.compile(r"(?:--|__|-- )[ \t]*")
CLOSING = re.compile(
    r"(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many)? ?regards|yours (?:sincerely|truly|faithfully)|"
    r"sincerely(?: yours)?|"
    r"best wishes|(?:mit )?(?:freundlichen?|besten?|viele|liebe|herzliche) gr(?:ü|ue)(?:ß|ss)en?|mfg|"
    r"z poważaniem|pozdrawiam(?: serdecznie)?|z wyrazami szacunku|с уважением|з повагою|с наилучшими пожеланиями|"
    r"(?:bien )?cordialement|(?:bien )?à vous|sincères salutations|(?:un )?(?:cordial )?saludos?(?: cordiales)?|"
    r"atentamente|"
    r"cordiali saluti|distinti saluti|atenciosamente|com os melhores cumprimentos|met vriendelijke groet(?:en)?|"
    r"med vänliga hälsningar|med venlig hilsen|s pozdravem|saygılarımla|此致|敬具|敬上)[ ,.!–—-]*",
    re.IGNORECASE,
)
DEVICE = re.compile(
    r"[ *_<]*(?:sent (?:from|with|via|using)|get outlook|enviado (?:desde|do|a partir)|envoyé (?:de|depuis|à partir)|"
    r"télécharge[rz]|obtenez outlook|gesendet (?:von|mit|über)|von meinem .{2,30} gesendet|"
    r"diese nachricht wurde von|holen sie sich|"
    r"inviato da|scarica outlook|verzonden (?:vanaf|met|vanuit)|skickat från|sendt fra|lähetetty|wysłan[eo] (?:z|"
    r"za)|pobierz |"
    r"отправлено (?:из|с|с помощью)|надіслано (?:з|із)|odesláno z|odoslané z|trimis (?:de pe|din)|gönderildi|"
    r"(?:从|發自|发自|傳自|来自)我?的?|iphoneから送信)\S*(?: \S+){0,9}[ *_>.]*|"
    r".{0,40}outlook.{0,30}(?:ios|android|mac).{0,3}<https?://\S+>.{0,20}|"
    r"outlook (?:für|voor) (?:ios|android) (?:beziehen|downloaden)|(?:получить|отримати|ottieni|obtener|obter|získat|"
    r"获取|下载|取得) ?outlook \S+ (?:ios|android)|"
    r".{0,20}(?:에서 보냄|tarafından gönderildi|から送信)[ .]*",
    re.IGNORECASE,
)
