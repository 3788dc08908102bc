"""A desk with business hours and two teams, reached by Telegram, by mail and by a form."""

import json

import httpx
import pytest

from tests.flow.customers import EMAIL, FORM, HOOK_SECRET, TELEGRAM
from transom import health
from transom.model import Desk
from transom.testing.desk import DeskUnderTest
from transom.testing.fakes import Outbox

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


@pytest.fixture
def desk_spec() -> Desk:
    """An office in Warsaw: support by default, billing by its keywords; Ana in both teams, Ben in support."""
    return Desk.model_validate(
        {
            "brand": {"name": "Northwind", "default_team": "support", "undo_window": "PT0S"},
            "calendars": [
                {"id": "office", "time_zone": "Europe/Warsaw", "hours": {day: ["09:00-17:00"] for day in WORKDAYS}}
            ],
            "policies": [{"id": "standard", "calendar": "office", "first_response": "PT1H", "resolution": "PT16H"}],
            "teams": [
                {"id": "support", "name": "Support", "policy": "standard"},
                {"id": "billing", "name": "Billing", "policy": "standard"},
            ],
            "rules": [{"id": "invoices", "when": {"keywords": ["invoice"]}, "then": {"team": "billing"}}],
            "users": [
                {"id": "ana", "email": "ana@northwind.example", "name": "Ana", "teams": ["support", "billing"]},
                {"id": "ben", "email": "ben@northwind.example", "name": "Ben", "teams": ["support"]},
                {"id": "lea", "email": "lea@northwind.example", "name": "Lea", "role": "lead"},
            ],
            "connections": [
                {"id": TELEGRAM, "channel": "telegram", "name": "Telegram"},
                {"id": EMAIL, "channel": "email", "name": "Mail", "settings": {"address": "support@northwind.example"}},
                {"id": FORM, "channel": "form", "name": "Contact form"},
            ],
        }
    )


@pytest.fixture
def outbox() -> Outbox:
    """Telegram's Bot API, which takes every message."""
    taken = iter(range(1000, 2000))

    def answer(request: httpx.Request) -> httpx.Response:
        chat = json.loads(request.content)["chat_id"]
        return httpx.Response(200, json={"ok": True, "result": {"message_id": next(taken), "chat": {"id": chat}}})

    return Outbox(answer)


@pytest.fixture
def desk(desk: DeskUnderTest) -> DeskUnderTest:
    """The desk with its connections' secrets, told by functions that have just started."""
    health.forget()
    desk.keep_secrets("telegram", {TELEGRAM: {"current": {"token": "1:test", "webhook_secret": HOOK_SECRET}}})
    return desk
