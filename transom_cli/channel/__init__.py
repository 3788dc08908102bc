"""`transom channel`: run a provider's request through its channel, without a desk."""
