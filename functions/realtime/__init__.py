"""Consoles that are open hear of every new timeline entry."""
