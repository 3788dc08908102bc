"""Notifications that agents are sent by mail."""
