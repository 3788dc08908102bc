"""Facebook: a page's Messenger, and what all can read beneath its posts."""
