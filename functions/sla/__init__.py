"""Service clocks: started and stopped by events, warned and breached by a check every minute."""
