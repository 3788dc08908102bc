"""Who gets a conversation: rules choose the team, then the agents who are online take turns."""
