"""The text of a member of a title's credits or links in a report: `director|Name`."""


def member(first: str, second: str) -> str:
    """Return the text for a role and a name, or for a relation and a key."""
    return f"{first}|{second}"


def parts_of(text: str) -> tuple[str, str]:
    """Return the two parts of a member's text; the second is empty if it is missing."""
    first, _, second = text.partition("|")
    return first, second
