"""Composition root of the window."""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> int:
    """Open the window; Qt is loaded only now. Returns the exit code."""
    import faulthandler
    import gc
    import sys

    gc.disable()  # until the window stands: nothing of what is imported goes away, and looking for it takes 9 ms

    if sys.stderr is not None:
        faulthandler.enable()
    from annotator.ui.application import run

    return run(list(sys.argv[1:] if arguments is None else arguments))
