# SPDX-License-Identifier: GPL-3.0-or-later
"""Every #include follows one direction, and some headers have one door only."""
import pathlib
import re

from sources import ROOT, end, files

# What a part may include besides itself. Parts are named by their folder.
BASE = {"resources", "app/base"}
KEY, AUTH = BASE | {"app/key"}, BASE | {"app/auth"}
SERVICES = KEY | AUTH | {"app/graph", "app/arm", "app/journal", "app/sheet"}
PLAN = SERVICES | {"app/plan"}
ALLOWED = {
    "resources": set(),
    "app/base": BASE,
    "app/key": BASE,
    "app/auth": BASE,
    "app/graph": AUTH,
    "app/arm": AUTH,
    "app/journal": BASE,
    "app/sheet": BASE,
    "app/plan": SERVICES,
    "app/evidence": PLAN,
    "app/steps": PLAN | {"app/evidence"},
    "app/practice": BASE,
    "fido": KEY,
    "ui": PLAN | {"app/evidence", "app/steps", "app/practice", "fido"},
}
# Foreign headers with one door.
DOORS = [
    (re.compile(r"^fido(/.*)?\.h$|^fido\.h$"), "fido/", "libfido2"),
    (re.compile(r"^(QtNetworkAuth/.*|Q(Abstract)?OAuth.*|qoauth.*|qabstractoauth.*)$"), "app/auth/BrowserSignIn", "QtNetworkAuth"),
]
WIDGETS = {p.name for p in pathlib.Path("/usr/include").glob("*/qt6/QtWidgets/Q*")}
QUOTED = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
ANGLED = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)


def part_of(name):
    pieces = name.split("/")
    return "/".join(pieces[:2]) if pieces[0] == "app" else pieces[0]


problems, graph, checked = [], {}, 0
for path, name in files("app", "fido", "ui", "resources"):
    checked += 1
    text = path.read_text()
    part = part_of(name)
    graph[name] = set()
    for included in QUOTED.findall(text):
        if included.endswith(".moc"):
            continue
        if not (ROOT / included).exists():
            problems.append(f"{name}: {included} is not a path from the project's root")
            continue
        graph[name].add(included)
        target = part_of(included)
        if target != part and target not in ALLOWED.get(part, set()):
            problems.append(f"{name}: {part} may not include {included}")
    for included in ANGLED.findall(text):
        for pattern, door, library in DOORS:
            if pattern.match(included) and not name.startswith(door):
                problems.append(f"{name}: only {door}* includes headers of {library}, not <{included}>")
        if included in WIDGETS and not name.startswith("ui/"):
            problems.append(f"{name}: widgets live in ui/ only, not <{included}>")

# No circle among headers.
state = {}


def visit(name, trail):
    if state.get(name) == "done":
        return
    if state.get(name) == "open":
        problems.append("a circle of includes: " + " -> ".join(trail[trail.index(name):] + [name]))
        return
    state[name] = "open"
    for included in sorted(graph.get(name, ())):
        visit(included, trail + [name])
    state[name] = "done"


for name in sorted(graph):
    visit(name, [])
end(problems, checked)
