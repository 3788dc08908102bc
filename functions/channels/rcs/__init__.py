"""RCS through AWS End User Messaging, which falls back to SMS."""
