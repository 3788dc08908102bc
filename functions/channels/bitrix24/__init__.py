"""Bitrix24: an open line of a portal, to which the desk is a connector."""
