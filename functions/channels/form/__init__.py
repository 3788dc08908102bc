"""A form on the company's site, answered by e-mail."""
