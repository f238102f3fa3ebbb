"""Documents of Word: opened with care in one place, their words, and the numbers that Word puts before paragraphs."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"  # before the name of every element
