"""Reads mail without a desk."""
