# SPDX-License-Identifier: GPL-3.0-or-later
"""The project's own source files, for the lints."""
import pathlib
import sys

ROOT = pathlib.Path(sys.argv[1])
CODE = {".h", ".cpp"}


def files(*folders, endings=CODE):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings and "node_modules" not in path.parts:
                yield path, path.relative_to(ROOT).as_posix()


def end(problems, checked):
    for problem in problems:
        print(problem)
    if not checked:
        print("nothing was checked: the lint looks in the wrong place")
    sys.exit(1 if problems or not checked else 0)
