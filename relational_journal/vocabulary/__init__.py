"""The words of the domain as data, and looking them up."""
