"""SMS and MMS through Twilio; also its RCS and WhatsApp senders."""
