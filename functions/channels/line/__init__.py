"""LINE, through an official account of the company's."""
