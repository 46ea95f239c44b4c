"""`make bench-moderation`: the moderation of messages beside three others, on labelled messages."""
