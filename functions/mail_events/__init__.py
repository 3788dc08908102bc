"""Takes in what SES tells of mail that left: delivered, bounced, complained about."""
