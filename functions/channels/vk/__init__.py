"""VK, through a community of the company's: its messages, and the comments that customers leave."""
