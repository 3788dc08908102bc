"""What the channels share of talking to a provider: reading, proving, calling and fetching; no provider by its name."""
