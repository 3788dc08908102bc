"""A customer of any channel whose provider is played; what they write comes as the provider would bring it."""

from datetime import datetime

import boto3
import httpx

import channels
from transom.channel import Source
from transom.errors import NotFoundError
from transom.model import ConnectionSpec
from transom_cli import providers, target
from transom_cli.local import load_local, load_secrets
from transom_cli.providers.stage import Outgoing, Scene
from transom_cli.send.customer import Customer


def send(channel: str, connection: str, customer: Customer, text: str, http: httpx.Client, now: datetime) -> None:
    """Let a customer write to a connection of the local desk."""
    played = scene(channel, connection, customer, text, now)
    http.post(f"{load_local().outbox}/people", json={"number": customer.number, "name": customer.name})
    told = providers.provider(channel).written(played)
    match channels.manifest(channel).source:
        case Source.TOPIC:
            _publish(target.find(""), channel, told)
        case Source.POLL:
            http.post(f"{load_local().outbox}/{channel}/customer", content=told.body)
        case _:
            call(played, told, http)


def scene(channel: str, connection: str, customer: Customer, text: str, now: datetime) -> Scene:
    """Return a customer who writes to a connection of the local desk."""
    spec = _connection(target.find(""), channel, connection)
    return Scene(
        author=customer.name,
        number=customer.number,
        text=text,
        message_id=int(now.timestamp() * 1000),
        secret=load_secrets().get(channel, {}).get(connection, {}),
        settings=spec.settings,
        url=f"{load_local().hooks}/{channel}/{connection}",
        at=now,
    )


def call(played: Scene, told: Outgoing, http: httpx.Client) -> httpx.Response:
    """Call the desk's webhook as the provider does."""
    address = f"{played.url}?{told.query}" if told.query else played.url
    return http.post(address, content=told.body, headers={"content-type": "application/json"} | told.headers)


def _connection(desk: target.Target, channel: str, connection: str) -> ConnectionSpec:
    spec = desk.store.desk.connection(connection)
    if spec.channel != channel:
        raise NotFoundError(f"{connection} is a connection of {spec.channel}, not of {channel}.")
    return spec


def _publish(desk: target.Target, channel: str, told: Outgoing) -> None:
    """Put a message where the service would: on the channel's topic."""
    topics = boto3.client("sns", config=target.PATIENT)
    with target.asking(f"the topic of {channel}"):
        topic = topics.create_topic(Name=f"transom-{desk.stage}-{channel}")["TopicArn"]
        topics.publish(TopicArn=topic, Message=told.body.decode())
