"""What a customer's answers need beside their door: the latest that was told."""

from transom.channel import InboundRoute
from transom.store import Store


def keep(store: Store, event: InboundRoute) -> None:
    """Keep a route; who has never written has no door that it could belong to."""
    identity = store.identities.find(event.door)
    if identity and identity.route != event.route:
        store.identities.set_route(event.door, event.route)
