"""Sends answers through a channel, and fetches what came by reference; deployed once for each channel."""
