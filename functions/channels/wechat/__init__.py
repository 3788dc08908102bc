"""WeChat, through an Official Account of the company's."""
