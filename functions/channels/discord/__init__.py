"""Discord, through an app of the company's: commands, forms and direct messages."""
