"""Instagram: private messages, comments and mentions."""
