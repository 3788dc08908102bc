"""Discourse: a forum, whose posts are public messages."""
