"""The door for customers' mail on a laptop: takes it over SMTP and puts it where SES would."""
