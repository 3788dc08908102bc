"""Mail: reading any there is, writing ours, and the token that leads an answer back."""
