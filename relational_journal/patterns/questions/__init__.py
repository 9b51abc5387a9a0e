"""Answer the journal's questions, one file for each."""
