"""What is in the folder of a test."""

from pathlib import Path


def files(folder: Path) -> set[str]:
    return {found.name for found in folder.iterdir()} - {"home"}
