"""Questions at the terminal: prompts, keys and the forms that ask them."""
