"""E-mail, received and sent through Amazon SES."""
