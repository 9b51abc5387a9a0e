"""Text to a draft of a moment: pure, given the text, now, the vocabulary and the known people."""
