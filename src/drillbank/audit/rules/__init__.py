"""One module per subject, one small function per rule; ``audit/check.py`` lists them."""
