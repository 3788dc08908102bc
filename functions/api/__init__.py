"""The desk's REST API: one Chalice app as one Lambda function."""
