"""Takes in what providers send to `/hooks/<channel>/<connection>`; deployed once for each channel."""
