"""``firebreak``: commands go to the terminal's side and never import Qt; else the window opens."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence

from app.__main__ import main as command_line
from app.__main__ import names_a_command

REFUSED = 2
WITH_VALUE = ("--home", "--language", "--theme")
_THEMES = ("light", "dark", "system")
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

USE_THE_TERMINAL = "firebreak plan shows the week here in the terminal; firebreak --help lists all."
NO_DISPLAY = "There is no display here for the window. " + USE_THE_TERMINAL
NO_LIBRARIES = (
    "The window needs libraries of the system that are missing here ({missing}); install what"
    " packaging/debian-packages.txt names. " + USE_THE_TERMINAL
)
UNKNOWN = "{word} is not an option of the window; firebreak --help lists all there is."
NO_VALUE = "{word} needs a value after it, as in firebreak {word} {example}."
NO_THEME = "{value} is no look; write --theme light, dark or system."
_EXAMPLES = {"--home": "my-folder", "--language": "fa", "--theme": "dark"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer the exit code: 0 done, 2 a sentence said why not."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if names_a_command(_without_looks(typed)):
        return command_line(typed)
    try:
        options = read_options(typed)
    except ValueError as error:
        return _end(str(error))
    if not has_display(sys.platform, os.environ):
        return _end(NO_DISPLAY)
    # Nothing made before the first picture goes away again; the window collects after it.
    gc.disable()
    try:
        from ui.shell.application import (  # noqa: PLC0415 - commands never pay for Qt
            Options,
            open_window,
        )
    except ImportError as error:
        if not is_missing_library(error):
            raise
        return _end(NO_LIBRARIES.format(missing=str(error).partition(":")[0]))
    home, language, theme = (options.get(name, "") for name in WITH_VALUE)
    return open_window(Options(home, language, theme), os.environ)


def read_options(typed: Sequence[str]) -> dict[str, str]:
    """Read ``--home DIR``, ``--language CODE`` and ``--theme NAME``, also written with ``=``.

    Raises:
        ValueError: an option that is none, or one without its value; the sentence to show.

    """
    options = {}
    waiting = iter(typed)
    for word in waiting:
        name, equals, value = word.partition("=")
        if name not in WITH_VALUE:
            raise ValueError(UNKNOWN.format(word=word))
        value = value if equals else next(waiting, "")
        if not value:
            raise ValueError(NO_VALUE.format(word=name, example=_EXAMPLES[name]))
        options[name] = value
    theme = options.get("--theme", "system")
    if theme not in _THEMES:
        raise ValueError(NO_THEME.format(value=theme))
    return options


def has_display(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a window can be shown; Windows and macOS always can."""
    return not platform.startswith("linux") or any(environ.get(name) for name in _DISPLAYS)


def is_missing_library(error: ImportError) -> bool:
    """Whether Qt is there but a library of the system under it is not."""
    return ".so" in str(error) and "cannot open shared object file" in str(error)


def _without_looks(typed: Sequence[str]) -> list[str]:
    """Leave out the window's own options, whose values are no commands."""
    kept, waiting = [], iter(typed)
    for word in waiting:
        if word in ("--language", "--theme"):
            next(waiting, None)
        elif not word.startswith(("--language=", "--theme=")):
            kept.append(word)
    return kept


def _end(sentence: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
