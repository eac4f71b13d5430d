"""The text that names a member of a title's credits or links in a report: `director|Name`."""


def member(first: str, second: str) -> str:
    """Return the text of a role and a name, or of a relation and a key."""
    return f"{first}|{second}"


def parts_of(text: str) -> tuple[str, str]:
    """Return the two parts of a member's text; the second is empty where there is none."""
    first, _, second = text.partition("|")
    return first, second
