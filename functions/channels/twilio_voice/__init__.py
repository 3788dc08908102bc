"""Telephone calls by Twilio: a spoken menu, voicemail, and calls that speak an answer."""
