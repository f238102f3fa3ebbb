"""Widgets that paint only the lines that changed."""
