"""The App Store: what customers write about an app, and the developer's responses."""
