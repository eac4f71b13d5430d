"""A command that completes values which begin like an option: `--sort -date`."""

from typing import Any

from typer.core import TyperOption

from slate.cli.completion.typed_line import option_before_equals
from slate.cli.help import GroupedCommand


class CompletedCommand(GroupedCommand):
    """A command whose options complete all of their values."""

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401 -- Typer's are private
        """Return the values of the option before a word, or else the names of options.

        Typer completes every word that begins with `-` here, whatever comes before it.
        """
        before = option_before_equals().removesuffix("=") or next(reversed(ctx.parent.args), "")
        for parameter in self.get_params(ctx):
            is_option = isinstance(parameter, TyperOption) and not parameter.is_flag
            if is_option and before in parameter.opts:
                return list(parameter.shell_complete(ctx, incomplete))
        return list(super().shell_complete(ctx, incomplete))
