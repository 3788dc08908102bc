"""Faxes, by Telnyx Programmable Fax."""
