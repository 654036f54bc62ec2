# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts of a cloud stand in resources/ only; the code gets them as a value. The practice tenant plays the service: its
relying party id and token issuer are data of the protocol, and so are the ids in its tests."""
import re

from sources import end, files

HOST = re.compile(r"\b([a-z0-9-]+\.)+(microsoftonline|microsoft|azure|windows|usgovcloudapi|chinacloudapi|microsoftazure|office)\.(com|us|cn|net|de)\b")
problems, checked = [], 0
for path, name in files("app", "fido", "ui"):
    checked += 1
    if name.startswith("app/practice/"):
        continue
    for number, line in enumerate(path.read_text().splitlines(), 1):
        code = re.sub(r"(?<!:)//.*", "", line)  # not the comment, but the "//" of an address stays
        found = HOST.search(code)
        if found:
            problems.append(f"{name}:{number}: {found.group(0)} belongs into resources/clouds.json")
end(problems, checked)
