"""What comes in: folders, case files and tables, read row by row into cases."""
