"""A dict from name to thing whose unknown name is a clear error, never a silent default."""

from collections.abc import Mapping
from typing import Generic, NoReturn, TypeVar

Thing = TypeVar("Thing")


class UnknownNameError(KeyError, ValueError):
    """A name that its registry does not hold; as a lookup it is a KeyError, as a setting a ValueError."""

    def __str__(self) -> str:
        """Give the sentence itself: a KeyError would put it in quotes."""
        return str(self.args[0])


class Registry(dict[str, Thing], Generic[Thing]):
    """The things of one kind by name, in the order in which they are offered.

    `kind` is the word for one of them ("optimizer"). Looking up an unknown name with `[]` raises
    UnknownNameError with a sentence that names the known ones; `in` and `get` are those of a dict.
    """

    def __init__(self, kind: str, things: Mapping[str, Thing]) -> None:
        """Hold `things`, a mapping from name to thing."""
        super().__init__(things)
        self.kind = kind

    def __missing__(self, name: object) -> NoReturn:
        """Name the known ones."""
        raise UnknownNameError(f"There is no {self.kind} named {name!r}; known are: {', '.join(self)}.")
