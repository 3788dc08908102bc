"""X, through an account of the company's."""
