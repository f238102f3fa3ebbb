"""Files of drafts into paragraphs with places: Word, plain text, PDF, and older formats through LibreOffice."""
