"""The store's table, for what routes on it."""

from tests.unit.store.conftest import dynamodb, session, store

__all__ = ["dynamodb", "session", "store"]
