"""What the demo's customers write; ids are fixed, so that sending it all again changes nothing."""

from transom.channel import OutboundFile
from transom_cli.send.customer import Customer
from transom_cli.send.form import Submission
from transom_cli.send.mail import Letter
from transom_cli.send.telegram import Numbers, TelegramMessage

_INVOICE = """Northwind Traders
Invoice 2026-1187

4 x desk lamp "Aurora"      156.00
1 x delivery                  9.90
VAT 23 %                     38.16
Total                 EUR   204.06
"""


def chats() -> list[TelegramMessage]:
    """Return what comes over Telegram."""
    olga, ana = Customer.named("Olga Petrova"), Customer.named("Ana Costa")
    return [
        TelegramMessage(
            customer=olga,
            text="Здравствуйте! Где мой заказ № 4821? Он должен был прийти ещё вчера.",
            language="ru",
            numbers=Numbers(update_id=1, message_id=1),
        ),
        TelegramMessage(
            customer=olga,
            text="Курьер не звонил, на сайте статус не меняется.",
            language="ru",
            numbers=Numbers(update_id=2, message_id=2),
        ),
        TelegramMessage(
            customer=ana,
            text="Hi! Where is my order? The tracking page has said “on its way” for four days.",
            language="en",
            numbers=Numbers(update_id=3, message_id=1),
        ),
    ]


def letters(inbox: str) -> list[Letter]:
    """Return what comes by e-mail."""
    invoice = OutboundFile(name="invoice-2026-1187.txt", mime="text/plain", content=_INVOICE.encode())
    return [
        Letter(
            customer=Customer.named("James Carter <james.carter@example.com>"),
            to=inbox,
            subject="Wrong VAT number on invoice 2026-1187",
            text="Hello,\n\nthe attached invoice carries our old VAT number. Could you send a corrected one?\n\n"
            "Kind regards\nJames Carter\n",
            files=(invoice,),
            id="<demo-1@example.com>",
        ),
        Letter(
            customer=Customer.named("Katarzyna Nowak <katarzyna.nowak@example.com>"),
            to=inbox,
            subject="Pilne: uszkodzona przesyłka",
            text="Dzień dobry,\n\nlampa przyszła z pękniętym kloszem, a w piątek mam odbiór mieszkania. "
            "Czy mogą Państwo wysłać nową jeszcze dziś?\n\nPozdrawiam\nKatarzyna Nowak\n",
            id="<demo-2@example.com>",
        ),
    ]


def submissions() -> list[Submission]:
    """Return what comes through the form."""
    return [
        Submission(
            customer=Customer.named("Priya Raman <priya.raman@example.com>"),
            subject="Delivery to Norway",
            text="Do you deliver to Oslo, and who pays the customs duty? I would like to order six lamps.",
            language="en",
            key="01DEMOFORM0000000000000001",
        )
    ]
