"""What tests share: the program, a terminal, journals, an oracle, readers of what is written."""
