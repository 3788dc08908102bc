"""The first answer, which says how long the customer will wait, or when the desk opens."""
