"""Anki: cards out as an .apkg, decks and reviews back in.  No database of reviews is opened here."""
