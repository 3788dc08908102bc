"""`python -m tools.bench.mails --mails 100`: what mails cost from the bucket to the answer, as JSON.

Each mail goes through mail receive, relay, router, auto-reply and send before the next one comes. The table is
DynamoDB Local, all other services are moto, and the time of both is left out: what is told is the CPU time of our own
code, by the number of conversations that are there.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from statistics import fmean, median, quantiles
from typing import TextIO

import pytest
from pydantic import JsonValue

from tools.bench import pages
from tools.bench.account import Account, timed
from tools.bench.letters import INBOX, letters
from tools.bench.streamed import local_table, streamed_cloud
from transom.model import ConnectionSpec
from transom.testing.cloud import ENVIRONMENT
from transom.testing.desk import DeskUnderTest
from transom.testing.fakes import Outbox
from transom.testing.samples import one_team

MAILS = 1000
SIZES = (2_000, 20_000)
WARM_UP = 5
"""Mails that are carried before any counts: what warm functions have in memory."""


def mail_costs(mails: int = MAILS, sizes: Sequence[int] = SIZES) -> dict[str, JsonValue]:
    """Return CPU milliseconds of a mail by the number of conversations before it, and the ratio of most to fewest."""
    with local_table():
        costs = {size: carried(mails, size) for size in sizes}
    told: JsonValue = {str(size): _told(accounts) for size, accounts in costs.items()}
    few, many = (_least(costs[size]) for size in (min(sizes), max(sizes)))
    return {"mails": mails, "conversations": told, "many_to_few": round(many / few, 2)}


def carried(mails: int, size: int) -> list[Account]:
    """Carry mails at a desk of so many conversations; returns what each asked for."""
    with pytest.MonkeyPatch.context() as patch, _desk(patch, size) as desk:
        accounts = [_carry(desk, raw) for raw in letters(WARM_UP + mails)]
    return accounts[WARM_UP:]


def cpu_ms(account: Account) -> float:
    """Return what our own code took."""
    return sum(seconds for _, seconds in account.cpu) * 1000


def _least(accounts: Sequence[Account]) -> float:
    """Return the milliseconds below which the cheapest fifth stays, as a busy machine stretches single mails."""
    return quantiles(map(cpu_ms, accounts), n=5)[0]


@contextmanager
def _desk(patch: pytest.MonkeyPatch, size: int) -> Iterator[DeskUnderTest]:
    with streamed_cloud(patch) as resources:
        desk = DeskUnderTest(resources, one_team(), Outbox(), patch)
        spec = ConnectionSpec(id="bench", channel="email", name="Bench", settings={"address": INBOX})
        desk.connect(spec, {})
        desk.is_online("ana")
        pages.fill(ENVIRONMENT["TRANSOM_TABLE"], size)
        resources.changes()  # nobody is told of what was there before
        yield desk
        desk.close()


def _carry(desk: DeskUnderTest, raw: bytes) -> Account:
    desk.now += timedelta(minutes=1)
    with timed(desk) as account:
        desk.mail(raw)
        desk.settle()
    return account


def _told(accounts: Sequence[Account]) -> dict[str, JsonValue]:
    every = list(map(cpu_ms, accounts))
    by_function: dict[str, float] = {}
    for function, seconds in (each for account in accounts for each in account.cpu):
        by_function[function] = by_function.get(function, 0.0) + seconds * 1000
    functions: JsonValue = {name: round(total / len(accounts), 2) for name, total in sorted(by_function.items())}
    return {
        "cpu_ms": {
            "median": round(median(every), 2),
            "mean": round(fmean(every), 2),
            "least": round(_least(accounts), 2),
        },
        "requests": round(sum(account.requests.total() for account in accounts) / len(accounts), 1),
        "mean_cpu_ms_of": functions,
    }


@contextmanager
def told_alone() -> Iterator[TextIO]:
    """Give standard output to the result alone; what the functions log is told on standard error."""
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with os.fdopen(out, "w") as stdout:
        yield stdout


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=MAILS)
    parser.add_argument("--conversations", type=int, nargs="+", default=SIZES)
    return parser.parse_args()


if __name__ == "__main__":
    arguments = _arguments()
    with told_alone() as stdout:
        print(json.dumps(mail_costs(arguments.mails, arguments.conversations), indent=2), file=stdout)
