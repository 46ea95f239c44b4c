"""What the moderation is measured against, each in an environment of its own."""
