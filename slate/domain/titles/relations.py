"""The relations of a title to one that it follows."""

from enum import StrEnum

from slate.domain.words import Words


class Relation(StrEnum):
    """The relation of a title to the one that it follows."""

    SEQUEL_OF = "sequel-of"
    SPIN_OFF_OF = "spin-off-of"
    REMAKE_OF = "remake-of"

    @property
    def noun(self) -> str:
        """The word for the title in a label: `sequel`."""
        return self.removesuffix("-of")


RELATIONS = Words.of(Relation)  # by stored word
