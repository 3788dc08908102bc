"""TikTok, through the Business Messaging API."""
