"""The register (placeholder written by its owner)."""
from clerkcheck.tui.screens.base import Room


class CasesScreen(Room):
    """A folder of cases."""

    def __init__(self, folder: str) -> None:
        """Take the folder."""
        super().__init__()
        self.folder = folder
