"""Property tests run for as long as the machine needs."""

from hypothesis import settings

settings.register_profile("core", deadline=None, max_examples=50)
settings.load_profile("core")
