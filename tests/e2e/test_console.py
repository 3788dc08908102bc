"""The console's pages beside the inbox, in a real browser on the deployed stack."""

import smtplib
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.stack import PATIENCE, Stack, wait_for

pytestmark = pytest.mark.e2e


def signed_in(browser: Browser, stack: Stack, role: str) -> Page:
    """Return the console as a user of a role sees it."""
    page, user = browser.new_page(), stack.user(role)
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(stack.local["console"])
    page.get_by_label("Email").fill(user["email"])
    page.get_by_label("Password").fill(user["password"])
    page.get_by_role("button", name="Sign in").click()
    return page


def test_an_admin_connects_a_channel(stack: Stack, browser: Browser) -> None:
    """The manifest's form is filled in; the address to paste is shown, and the secret nowhere."""
    connection, secret = f"bot-{uuid4().hex[:6]}", uuid4().hex
    page = signed_in(browser, stack, "admin")
    page.get_by_role("link", name="Channels").click()
    page.get_by_role("button", name="Connect a channel").click()
    form = page.get_by_role("dialog")
    form.get_by_role("combobox", name="Channel").click()
    page.get_by_role("option", name="Telegram").click()
    form.get_by_label("Name").fill("Shop bot")
    form.get_by_label("Id", exact=False).first.fill(connection)
    form.get_by_label("Bot token").fill(f"1:{secret}")
    form.get_by_label("Webhook secret").fill(secret)
    form.get_by_role("button", name="Connect a channel").click()
    card = page.get_by_test_id("channel").filter(has_text=connection)
    expect(card.get_by_text(f"/hooks/telegram/{connection}")).to_be_visible()
    assert secret not in page.content()
    assert secret not in stack.api("GET", "/channels", role="admin").text
    page.close()


def test_an_answer_is_taken_back(stack: Stack, browser: Browser) -> None:
    """Within the window an answer never leaves, and the conversation is open as it was."""
    text, answer = f"Where is it ({uuid4().hex[:6]})?", f"Nowhere ({uuid4().hex[:6]})."
    stack.run("send", "telegram", "--from", "Nina", text)
    found = wait_for(lambda: stack.conversation(text), "the conversation")
    page = signed_in(browser, stack, "agent")
    page.get_by_test_id("conversation").filter(has_text=text).first.click()
    page.get_by_role("textbox", name="Reply").fill(answer)
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    view = wait_for(lambda: stack.api("GET", f"/conversations/{found['id']}").json(), "the conversation")
    assert view["state"] in {"new", "open"}
    assert stack.sent("telegram", answer) is None
    page.close()


def test_what_is_not_understood_waits_for_a_lead(stack: Stack, browser: Browser) -> None:
    """A mail without a sender stands in quarantine with its reason, until it is discarded."""
    host, _, port = stack.local["smtp"].partition(":")
    with smtplib.SMTP(host, int(port)) as smtp:
        smtp.sendmail("", [stack.local["inbox"]], b"Subject: nobody\r\n\r\nWho am I?\r\n")
    wait_for(lambda: stack.api("GET", "/quarantine", role="admin").json()["items"] or None, "the record")
    page = signed_in(browser, stack, "admin")
    page.get_by_role("link", name="Quarantine").click()
    card = page.get_by_test_id("quarantined").filter(has_text="names no sender")
    card.get_by_role("button", name="Discard").click()
    expect(card).to_have_count(0)
    assert stack.api("GET", "/quarantine", role="admin").json()["items"] == []
    page.close()
