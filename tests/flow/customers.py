"""Customers, as the desk meets them: what they write arrives as the provider would send it."""

import json
from dataclasses import dataclass
from email.message import EmailMessage

from pydantic import JsonValue

from transom.testing.desk import DeskUnderTest

TELEGRAM = "demo-telegram"
EMAIL = "demo-email"
FORM = "contact"
HOOK_SECRET = "hook-secret"


@dataclass
class TelegramUser:
    """A person on Telegram, writing to the desk's bot."""

    desk: DeskUnderTest
    id: int = 7001
    name: str = "Olga"
    language: str = "en"
    written: int = 0

    def writes(self, text: str, *, answers: int | None = None) -> bytes:
        """Send a message, maybe as the answer to the one of that number, and return the webhook's body."""
        self.written += 1
        body = self.update("message", self.written, text, answers)
        self.delivers(body)
        return body

    def edits(self, text: str) -> None:
        """Change the message written last."""
        self.delivers(self.update("edited_message", self.written, text))

    def delivers(self, body: bytes, secret: str = HOOK_SECRET) -> int:
        """Send a webhook, and return the status that it was answered with."""
        answer = self.desk.hook("telegram", TELEGRAM, body, {"x-telegram-bot-api-secret-token": secret})
        return int(str(answer["statusCode"]))

    def update(self, kind: str, message_id: int, text: str, answers: int | None = None) -> bytes:
        """Return an update of the Bot API."""
        at = int(self.desk.now.timestamp())
        person: dict[str, JsonValue] = {"id": self.id, "first_name": self.name}
        message: dict[str, JsonValue] = {
            "message_id": message_id,
            "from": {**person, "is_bot": False, "language_code": self.language},
            "chat": {**person, "type": "private"},
            "date": at,
            "text": text,
        }
        if kind == "edited_message":
            message["edit_date"] = at
        if answers is not None:
            message["reply_to_message"] = {"message_id": answers, "chat": message["chat"], "date": at}
        return json.dumps({"update_id": self.id * 100 + message_id, kind: message}).encode()


def mail(
    text: str, *, sender: str = "Olga <olga@example.org>", mail_id: str = "<1@example.org>", **headers: str
) -> bytes:
    """Return a mail to the desk; a header's underscores stand for hyphens."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = headers.pop("To", "support@northwind.example")
    message["Message-ID"] = mail_id
    message["Subject"] = headers.pop("Subject", "My order")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()
