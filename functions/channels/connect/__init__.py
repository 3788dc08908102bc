"""Amazon Connect: its chats, and what happens to its calls."""
