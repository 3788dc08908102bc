"""Viber, through a bot of the company's."""
