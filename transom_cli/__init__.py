"""The command `transom`: runs the stack on a laptop, plays the customer, and looks after a desk."""
