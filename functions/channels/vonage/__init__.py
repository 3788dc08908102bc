"""SMS and other channels through Vonage, once Nexmo."""
