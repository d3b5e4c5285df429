"""Composition root of the window."""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> int:
    """Open the window; Qt is loaded only now. Returns the exit code."""
    import faulthandler
    import gc
    import os
    import sys

    gc.disable()  # until the window stands: nothing of what is imported goes away, and looking for it takes 9 ms

    if sys.stderr is not None:
        faulthandler.enable()
    from annotator.surroundings import give_back_libraries, lacking_display, lacking_library, tell

    if getattr(sys, "frozen", False):
        give_back_libraries(os.environ)
    fault = lacking_display(os.environ)
    if fault is None:
        try:
            from annotator.ui.launching import run
        except ImportError as error:
            fault = lacking_library(error)
        else:
            return run(list(sys.argv[1:] if arguments is None else arguments))
    tell(fault)
    return 1
