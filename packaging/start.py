"""Set everything up and start: python3 packaging/start.py [test [--packages] | bench | desktop [--remove]].

This page alone may be read by a Python that is too old, so it holds nothing that an old one cannot parse.
"""

import sys

OLDEST = (3, 11)
TOO_OLD = (
    "Python %d.%d or newer is needed; this is Python %d.%d (%s).\n"
    "Install one from https://www.python.org/downloads/ or from your system's packages,\n"
    "and name it in the command, for example: python3.12 packaging/start.py"
)

if __name__ == "__main__":
    if sys.version_info[:2] < OLDEST:
        sys.exit(TOO_OLD % (OLDEST + sys.version_info[:2] + (sys.executable,)))

    import tasks

    sys.exit(tasks.main(sys.argv[1:]))
