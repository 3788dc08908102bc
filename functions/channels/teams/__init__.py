"""Microsoft Teams, through a bot of the company's."""
