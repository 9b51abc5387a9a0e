"""Turn results into what a person reads: documents, pictures, and the files they are written to."""
