"""One small adapter for each AWS service that Transom calls."""
