"""SMS and MMS through AWS End User Messaging."""
