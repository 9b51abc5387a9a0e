"""The parts every report is made of: document, wording, rows of moments, names."""
