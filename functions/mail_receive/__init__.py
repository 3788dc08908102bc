"""Takes in the mail that SES, the local listener, or `mail_pull` put into the bucket."""
