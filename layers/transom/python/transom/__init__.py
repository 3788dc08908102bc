"""Transom: the multichannel support desk that a company runs in its own AWS account."""
