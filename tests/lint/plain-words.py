# SPDX-License-Identifier: GPL-3.0-or-later
"""The project speaks of itself only: every source says its licence, no promise stands in place of behaviour, no path of
a machine, no output past the log categories."""
import re

from sources import end, files

FORBIDDEN = [
    (re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"), "a promise in place of behaviour"),
    (re.compile(r"(^|[\s\"'(=])/(work|root|home/[a-z]+)/"), "a path of one machine"),
    (re.compile(r"\bqDebug\s*\("), "logging past the categories of app/base/Log.h"),
    (re.compile(r"\bstd::(rand|mt19937)|QRandomGenerator\b"), "randomness that is not OpenSSL's"),
]
problems, checked = [], 0
for path, name in files("app", "fido", "ui", "resources", "tests", endings={".h", ".cpp", ".cmake", ".py", ".mjs"}):
    if name.startswith("tests/lint/"):
        continue
    checked += 1
    text = path.read_text()
    if path.suffix in {".h", ".cpp"} and "SPDX-License-Identifier: GPL-3.0-or-later" not in text.split("\n", 2)[0]:
        problems.append(f"{name}: the first line names the licence")
    for number, line in enumerate(text.splitlines(), 1):
        code = line if "TODO" in line or "FIXME" in line else re.sub(r"(?<!:)//.*", "", line)
        for pattern, why in FORBIDDEN:
            if pattern.search(code):
                problems.append(f"{name}:{number}: {why}: {line.strip()}")
end(problems, checked)
