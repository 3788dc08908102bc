"""Telegram, through a bot of the company's."""
