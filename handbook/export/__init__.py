"""The books: PDF, EPUB, Anki decks, data and llms.txt from the same library as the site."""
