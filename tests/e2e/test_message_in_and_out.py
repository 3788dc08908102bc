"""One customer message, in and out, through the real doors of the deployed stack."""

import smtplib
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.stack import PATIENCE, Stack, wait_for

pytestmark = pytest.mark.e2e


def write_mail(stack: Stack, sender: str, subject: str, text: str) -> None:
    """Send a mail to the desk as any mail program would."""
    mail = EmailMessage()
    mail["From"] = f"Olga Kowalska <{sender}>"
    mail["To"] = stack.local["inbox"]
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{uuid4()}@customer.example>"
    mail.set_content(text)
    host, _, port = stack.local["smtp"].partition(":")
    with smtplib.SMTP(host, int(port)) as smtp:
        smtp.send_message(mail)


def sign_in(page: Page, stack: Stack) -> None:
    """Sign in to the console as an agent."""
    user = stack.user("agent")
    page.goto(stack.local["console"])
    page.get_by_label("Email").fill(user["email"])
    page.get_by_label("Password").fill(user["password"])
    page.get_by_role("button", name="Sign in").click()


def answer_in_browser(browser: Browser, stack: Stack, subject: str, answer: str) -> None:
    """Open a conversation in the console, answer it, and see that the answer was sent."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    sign_in(page, stack)
    page.get_by_test_id("conversation").filter(has_text=subject).first.click()
    page.get_by_role("textbox", name="Reply").fill(answer)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text(answer).first).to_be_visible()
    # it can be undone once the desk has it; a page that closes before that takes it along
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.close()


def test_mail_is_answered_in_the_console(stack: Stack, browser: Browser) -> None:
    """A mail over SMTP is answered at once with a waiting time, then by an agent in the browser; both leave as mail."""
    olga = f"olga-{uuid4().hex[:6]}@customer.example"
    subject = f"Broken lamp {uuid4().hex[:6]}"
    answer = f"We send you a new one today ({uuid4().hex[:6]})."
    write_mail(stack, olga, subject, "The lamp that I bought arrived broken. What can be done about it?")
    found = wait_for(lambda: stack.conversation(subject), "the conversation")
    wait_for(lambda: stack.sent("email", "waiting time", olga), "the automatic answer with a waiting time")
    answer_in_browser(browser, stack, subject, answer)
    mail = wait_for(lambda: stack.sent("email", answer), "the agent's mail")
    assert mail["to"] == olga

    def delivered() -> dict[str, Any] | None:
        items = stack.api("GET", f"/conversations/{found['id']}/timeline").json()["items"]
        mine = next((item for item in items if answer in (item["text"] or "")), None)
        return mine if mine and mine["delivery"]["state"] in {"sent", "delivered"} else None

    assert wait_for(delivered, "the delivery state")["author"]["kind"] == "agent"


def test_telegram_is_answered_where_it_came_from(stack: Stack, browser: Browser) -> None:
    """A Telegram webhook becomes a conversation, and the agent's answer reaches the very chat."""
    text = f"Where is my order {uuid4().hex[:6]}?"
    answer = f"It left our warehouse this morning ({uuid4().hex[:6]})."
    stack.run("send", "telegram", "--from", "Ana", text)
    wait_for(lambda: stack.conversation(text), "the conversation")
    answer_in_browser(browser, stack, text, answer)
    wait_for(lambda: stack.sent("telegram", answer), "the answer in the chat")


def test_form_is_answered_by_mail(stack: Stack) -> None:
    """A form's message is stored, and an answer through the API goes to the address that it gave."""
    text = f"Do you deliver to Gdynia {uuid4().hex[:6]}?"
    stack.run("send", "form", "--from", "Piotr <piotr@customer.example>", text)
    found = wait_for(lambda: stack.conversation(text), "the conversation")
    answer = f"Yes, on Fridays ({uuid4().hex[:6]})."
    path = f"/conversations/{found['id']}/messages"
    key = {"Idempotency-Key": uuid4().hex}
    first = stack.api("POST", path, json={"text": answer}, headers=key)
    second = stack.api("POST", path, json={"text": answer}, headers=key)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]
    wait_for(lambda: stack.sent("form", answer) or stack.sent("email", answer), "the answer by mail")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/telegram/demo-telegram", 401), ("/telegram/nobody", 404), ("/nothing/demo", 404)],
)
def test_a_stranger_at_the_hook_learns_nothing(stack: Stack, path: str, status: int) -> None:
    """A wrong signature, an unknown connection and an unknown channel each get their status and no detail."""
    response = stack.http.post(f"{stack.local['hooks']}{path}", json={"update_id": 1})
    assert response.status_code == status
    assert "secret" not in response.text.lower()


def test_roles_do_not_leak(stack: Stack) -> None:
    """Without a token there is nothing to see; an agent may not see what is for leads."""
    assert stack.http.get(f"{stack.local['api']}/conversations").status_code == 401
    assert stack.api("GET", "/quarantine", role="agent").status_code == 403
    assert stack.api("GET", "/quarantine", role="admin").status_code == 200


def test_the_desk_survives_a_restart(stack: Stack) -> None:
    """After `down`, changed code and `up` the old conversation is there, and a new one is routed."""
    before = f"Before the night {uuid4().hex[:6]}"
    after = f"After the night {uuid4().hex[:6]}"
    stack.run("send", "telegram", "--from", "Nina", before)
    wait_for(lambda: stack.conversation(before), "the first conversation")
    stack.run("down")
    stack.forget_code()
    stack.run("up")
    assert stack.conversation(before)
    stack.run("send", "telegram", "--from", "Oleg", after)
    found = wait_for(lambda: stack.conversation(after), "the second conversation")
    routed = wait_for(lambda: stack.api("GET", f"/conversations/{found['id']}").json()["team"], "the routing")
    assert routed
