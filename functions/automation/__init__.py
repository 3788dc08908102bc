"""Rules: what the desk does by itself when something happened in a conversation."""
