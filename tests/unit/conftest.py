"""Unit tests touch no network; one that serves on loopback says so with the marker `loopback`."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts

# how long a machine takes is no property of the code
settings.register_profile("unit", deadline=None)
settings.load_profile("unit")


@pytest.fixture(autouse=True)
def sockets_off(request: pytest.FixtureRequest) -> Iterator[None]:
    """Refuse sockets, or all but loopback's where the test is marked or runs on DynamoDB Local."""
    if request.node.get_closest_marker("loopback") or "TRANSOM_DYNAMODB_ENDPOINT" in os.environ:
        socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    else:
        disable_socket(allow_unix_socket=True)
    yield
    enable_socket()
