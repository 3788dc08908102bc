"""YouTube: what viewers write below the channel's videos."""
