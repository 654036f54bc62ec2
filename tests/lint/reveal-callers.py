# SPDX-License-Identifier: GPL-3.0-or-later
"""Secret::reveal() is the only way out of a Secret: each file that calls it is named, with its reason, in reveal-callers.txt."""
import pathlib
import re
import sys

from sources import end, files

listed = {}
for line in (pathlib.Path(__file__).parent / "reveal-callers.txt").read_text().splitlines():
    line = line.strip()
    if line and not line.startswith("#"):
        name, _, reason = line.partition(" ")
        listed[name] = reason.strip()

calling = {}
for path, name in files("app", "fido", "ui"):
    text = path.read_text()
    if re.search(r"(\.|->)reveal\(\)", text):
        calling[name] = text

problems = [f"{name} calls reveal() and is not in reveal-callers.txt" for name in calling if name not in listed]
problems += [f"{name} is in reveal-callers.txt and calls reveal() no more" for name in listed if name not in calling]
problems += [f"{name} needs its reason in reveal-callers.txt" for name, reason in listed.items() if not reason]
for name, text in calling.items():
    for statement in re.findall(r"q(?:Debug|Info|Warning|Critical|CDebug|CInfo|CWarning|CCritical)\b[^;]*;", text):
        if "reveal" in statement:
            problems.append(f"{name}: a secret goes to the log: {statement}")
end(problems, len(calling))
