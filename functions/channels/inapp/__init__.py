"""Messages from within the company's own app, and push notifications back."""
