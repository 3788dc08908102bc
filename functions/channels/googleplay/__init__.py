"""Google Play: what customers write about an app, and the developer's replies."""
