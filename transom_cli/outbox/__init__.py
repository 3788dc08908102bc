"""The outbox: stands in for the providers, checks what the desk sends as they would, and records it."""
