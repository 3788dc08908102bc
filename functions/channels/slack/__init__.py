"""Slack, through an app of the company's in one workspace."""
