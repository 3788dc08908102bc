"""Any system of one's own, by Standard Webhooks both ways."""
