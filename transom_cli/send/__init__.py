"""Plays the customer: writes to the local desk through its real doors."""
