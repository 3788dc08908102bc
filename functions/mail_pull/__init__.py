"""Fetches mail out of mailboxes that are hosted elsewhere, and puts it into the bucket as SES does."""
