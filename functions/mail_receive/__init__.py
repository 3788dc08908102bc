"""Takes in the mail that SES, or the local listener, put into the bucket."""
