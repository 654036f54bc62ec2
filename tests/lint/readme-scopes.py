# SPDX-License-Identifier: GPL-3.0-or-later
"""The permissions that README tells an administrator to grant are those that app/auth/Scopes.cpp asks for."""
import pathlib
import re
import sys

from sources import end

root = pathlib.Path(sys.argv[1])
CONSENTS = {"sign-in": "SignIn", "set-up": "SetUp", "alerts": "ResourceManager"}

code = (root / "app/auth/Scopes.cpp").read_text()
code = code[code.index("QStringList scopes(Consent consent)"):]
asked = {name: set(re.findall(r'QStringLiteral\("([^"]+)"\)', body))
         for name, body in re.findall(r"case Consent::(\w+):\s*return \{(.*?)\};", code, re.S)}

told, consent = {name: set() for name in asked}, None
for when, permissions in re.findall(r"^\| *([\w-]*) *\| *(`[^|]+) *\|", (root / "README.md").read_text(), re.M):
    consent = CONSENTS.get(when, None if when else consent)
    if consent:
        told[consent] |= set(re.findall(r"`([A-Za-z_.-]+)`", permissions))

problems = []
for name in CONSENTS.values():
    problems += [f"README.md does not name {scope} ({name})" for scope in sorted(asked.get(name, set()) - told[name])]
    problems += [f"README.md names {scope} ({name}), which is never asked for"
                 for scope in sorted(told[name] - asked.get(name, set()))]
if sum(map(len, asked.values())) < 10:
    problems.append("app/auth/Scopes.cpp could not be read")
end(problems, sum(map(len, asked.values())))
