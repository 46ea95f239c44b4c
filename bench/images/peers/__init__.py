"""What the pictures' path is measured against, in an environment of its own."""
