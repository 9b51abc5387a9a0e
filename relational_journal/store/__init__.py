"""Read and write the journal's file; the only package with SQL."""
