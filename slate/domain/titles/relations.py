"""How a title follows another one."""

from enum import StrEnum

from slate.domain.words import Words


class Relation(StrEnum):
    """What a title is of another one."""

    SEQUEL_OF = "sequel-of"
    SPIN_OFF_OF = "spin-off-of"
    REMAKE_OF = "remake-of"

    @property
    def noun(self) -> str:
        """What a label calls the title: `sequel`."""
        return self.removesuffix("-of")


RELATIONS = Words.of(Relation)  # each by the word that is stored
