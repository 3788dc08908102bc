"""From the table's stream to the bus: every new timeline entry becomes an event, and work for a channel a job."""
