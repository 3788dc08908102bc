"""List prices in US dollars, us-east-1, on demand, without free tiers, as known on 2026-11-22.

Where they stand: `https://aws.amazon.com/<page>/pricing/`, page being lambda, dynamodb, eventbridge, sqs, api-gateway,
s3 or secrets-manager. They were not fetched from there by this program: look before you rely on a sum.
"""

from tools.bench.account import Account

PER_MILLION = {
    "dynamodb.read_unit": 0.125,
    "dynamodb.write_unit": 0.625,
    "events.event": 1.00,
    "http_api.request": 1.00,
    "lambda.request": 0.20,
    "s3.get": 0.40,
    "s3.put": 5.00,
    "secretsmanager.call": 5.00,
    "sqs.fifo": 0.50,
    "sqs.standard": 0.40,
}
"""Dollars for a million of each."""

LAMBDA_GB_SECOND = 0.0000133334
"""Dollars for a gigabyte-second on arm64."""

GB_OF_A_CPU = 1769 / 1024
"""Lambda gives one whole CPU at this memory and a share of it below, so that computing costs the same at any size."""

MEMORY_GB = 0.5
"""What the functions that a message passes through are given while they wait for an answer."""

WAIT_SECONDS = {"dynamodb": 0.005, "provider": 0.1}
OTHER_WAIT_SECONDS = 0.015
"""How long an answer takes, for which a function is billed: a reckoning, as nothing here is AWS."""

A_SECRET_SERVES = 116
"""Messages between two readings of a secret, which is kept five minutes, at a million messages a month."""

HANDLINGS = 3
"""What a queue is asked for each message: to take it, to give it, to forget it."""


def dollars(account: Account, cpu_seconds: float) -> dict[str, float]:
    """Return dollars for a million such messages, by service."""
    gigabyte_seconds = cpu_seconds * GB_OF_A_CPU + _wait_seconds(account) * MEMORY_GB
    sums = {"lambda": gigabyte_seconds * LAMBDA_GB_SECOND * 1e6}
    for name, count in _counts(account).items():
        service = name.partition(".")[0]
        sums[service] = sums.get(service, 0.0) + count * PER_MILLION[name]
    return {service: round(total, 2) for service, total in sums.items()}


def _counts(account: Account) -> dict[str, float]:
    sources, requests = account.sources, account.requests
    return {
        "dynamodb.write_unit": account.write_units,
        "dynamodb.read_unit": account.meter.read_units,
        "http_api.request": sources["http_api"],
        "lambda.request": sources.total(),
        "events.event": requests["eventbridge.PutEvents"],  # one event in each, as nothing is batched
        "sqs.standard": HANDLINGS * sources["sqs.standard"],
        "sqs.fifo": HANDLINGS * sources["sqs.fifo"],
        "s3.put": requests["s3.PutObject"],
        "s3.get": requests["s3.GetObject"],
        "secretsmanager.call": len({name for name, _ in account.cpu if name.startswith("channel_")}) / A_SECRET_SERVES,
    }


def _wait_seconds(account: Account) -> float:
    waits = ((WAIT_SECONDS.get(name.partition(".")[0], OTHER_WAIT_SECONDS), n) for name, n in account.requests.items())
    return sum(seconds * count for seconds, count in waits)
