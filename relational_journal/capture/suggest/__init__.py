"""What a text seems to say: tone, people and tags, each with the words it was read from."""
