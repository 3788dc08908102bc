"""The history of waiting times, which the next customers are told from, and of what became of promises."""

import channels
from transom.core import estimates
from transom.core.terms import Terms
from transom.events import Event
from transom.model import EntryName
from transom.store import Store


def learn(store: Store, event: Event) -> None:
    """Count how long the customer waited, when the event tells that the conversation's first response has left."""
    entry = event.entry
    conversation = store.conversations.get(entry.conversation_id)
    if not estimates.has_left(conversation, entry):
        return
    desk = store.desk.load()
    team = conversation.team or desk.brand.default_team
    terms = Terms.of(desk, team, conversation)
    wait = estimates.waited(conversation, terms)
    if wait is not None:
        kind = channels.manifest(conversation.door.channel).kind
        grains = estimates.grains(conversation.created_at, terms, kind)
        store.waits.record(team, conversation.id, wait, grains, entry.at)


def judge(store: Store, event: Event) -> None:
    """Count a promise that was kept or broken for the team that has its conversation."""
    entry = event.entry
    team = store.conversations.get(entry.conversation_id).team or store.desk.load().brand.default_team
    store.waits.judge(team, entry.conversation_id, entry.at, is_kept=entry.name is EntryName.PROMISE_KEPT)
