"""The store: one table, a repository for each aggregate; it takes and returns models, and raises our errors."""

from functools import cache

from transom.settings import settings
from transom.store.answers import Answers
from transom.store.arrivals import Arrival, Arrivals
from transom.store.audit import Audited, Change, Turn
from transom.store.budgets import Budgets
from transom.store.companies import Companies
from transom.store.contacts import Contacts, Identities
from transom.store.conversations import NOBODY, Conversations
from transom.store.cursors import Cursors
from transom.store.desk import DeskRecords
from transom.store.drafts import Drafts
from transom.store.health import Health, HealthRecords
from transom.store.journeys import Journeys, Try
from transom.store.links import Links
from transom.store.mails import Mails
from transom.store.notices import Notices
from transom.store.paces import Paces
from transom.store.page import Page
from transom.store.parts import Parts
from transom.store.quarantine import Quarantine, Quarantined
from transom.store.references import Reference, References
from transom.store.renewals import Renewals
from transom.store.repeats import Repeats
from transom.store.requests import Requests
from transom.store.sends import Sends
from transom.store.signals import Signals
from transom.store.sockets import Sockets
from transom.store.suppressions import Suppression, Suppressions
from transom.store.table import Table, create_table
from transom.store.timeline import Moment, Timeline
from transom.store.waits import Waits

__all__ = [
    "NOBODY",
    "Arrival",
    "Audited",
    "Change",
    "Health",
    "Moment",
    "Page",
    "Quarantined",
    "Reference",
    "Store",
    "Suppression",
    "Try",
    "Turn",
    "create_table",
    "store",
]


class Store:
    """Everything that the desk remembers, in one table, over one client."""

    def __init__(self, table_name: str) -> None:
        table = Table(table_name)
        self.answers = Answers(table)
        self.arrivals = Arrivals(table)
        self.budgets = Budgets(table)
        self.companies = Companies(table)
        self.contacts = Contacts(table)
        self.conversations = Conversations(table)
        self.cursors = Cursors(table)
        self.desk = DeskRecords(table)
        self.drafts = Drafts(table)
        self.health = HealthRecords(table)
        self.identities = Identities(table)
        self.journeys = Journeys(table)
        self.links = Links(table)
        self.mails = Mails(table)
        self.notices = Notices(table)
        self.paces = Paces(table)
        self.parts = Parts(table)
        self.quarantine = Quarantine(table)
        self.references = References(table)
        self.renewals = Renewals(table)
        self.repeats = Repeats(table)
        self.requests = Requests(table)
        self.sends = Sends(table)
        self.signals = Signals(table)
        self.sockets = Sockets(table)
        self.suppressions = Suppressions(table)
        self.timeline = Timeline(table)
        self.waits = Waits(table)


@cache
def store() -> Store:
    """Return the store of this function's table."""
    return Store(settings().require("table"))
