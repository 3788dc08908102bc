"""Who gets a conversation: rules choose the team; of those who can take it, who has waited for work the longest."""
