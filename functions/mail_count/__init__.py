"""Counts the mail of each hour: what came in must have become something."""
