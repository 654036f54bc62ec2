# SPDX-License-Identifier: GPL-3.0-or-later
"""Every #include follows one direction, and some headers have one door only."""
import pathlib
import re

from sources import ROOT, end, files

# What a room may include besides itself. Rooms are named by their folder.
BASE = {"resources", "app/base"}
KEY, AUTH = BASE | {"app/key"}, BASE | {"app/auth"}
SERVICES = KEY | AUTH | {"app/graph", "app/arm", "app/journal", "app/sheet"}
MODEL = SERVICES | {"app/model", "app/model/answers"}
PLAN = MODEL | {"app/plan"}
STEPS = PLAN | {"app/reconcile", "app/record", "app/evidence", "app/steps"}
ACCOUNTS = STEPS | {"app/steps/preflight", "app/steps/paper", "app/steps/accounts"}
CHECK = ACCOUNTS | {"app/steps/policies", "app/steps/incident", "app/steps/check"}
ENGINE = CHECK | {"app/steps/keys", "app/steps/alerts", "app/steps/drill", "app/engine"}
WORDS = ENGINE - {"app/engine"} | {"ui/look", "ui/words", "ui/root"}
MODELS = WORDS | {"ui/models"}
PARTS = MODELS | {"ui/parts"}
WINDOW = PARTS | {"ui/pages", "ui"}
ALLOWED = {
    "resources": set(),
    "app/base": BASE,
    "app/key": BASE,
    "app/auth": BASE,
    "app/graph": AUTH,
    "app/arm": AUTH,
    "app/journal": BASE,
    "app/sheet": BASE,
    "app/model": SERVICES,
    "app/model/answers": MODEL,
    "app/plan": MODEL,
    "app/reconcile": PLAN,
    "app/record": MODEL,
    "app/evidence": MODEL,
    "app/steps": STEPS - {"app/evidence"},
    "app/steps/preflight": PLAN,
    "app/steps/paper": STEPS,
    "app/steps/accounts": ACCOUNTS,
    "app/steps/policies": ACCOUNTS,
    "app/steps/keys": ACCOUNTS - {"app/steps/accounts"},
    "app/steps/alerts": STEPS,
    "app/steps/incident": ACCOUNTS,
    "app/steps/drill": STEPS,
    "app/steps/check": CHECK,
    "app/engine": ENGINE,
    "app/practice": BASE | {"app/practice/arm"},
    "app/practice/arm": BASE | {"app/practice"},
    "fido": KEY | {"fido/practice", "fido/windows"},
    "fido/practice": KEY | {"fido"},
    "fido/windows": KEY | {"fido"},
    "ui/root": MODEL,
    "ui/look": SERVICES,
    "ui/words": WORDS,
    "ui/models": MODELS,
    "ui/parts": PARTS,
    "ui/pages": PARTS,
    "ui": WINDOW,
    "ui/report": MODEL,
    "ui/program": WINDOW | {"ui/report"} | {"app/engine", "app/practice", "fido"},
}
# What every room of ui/ may know: the pages by name.
UI_ROOT = {"ui/PageId.h", "ui/PageFlow.h", "ui/PageFlow.cpp"}
# Foreign headers with one door.
DOORS = [
    (re.compile(r"^fido(/.*)?\.h$|^fido\.h$"), "fido/", "libfido2"),
    (re.compile(r"^(QtNetworkAuth/.*|Q(Abstract)?OAuth.*|qoauth.*|qabstractoauth.*)$"), "app/auth/NetworkAuthFlow", "QtNetworkAuth"),
]
WIDGETS = {p.name for p in pathlib.Path("/usr/include").glob("*/qt6/QtWidgets/Q*")}
QUOTED = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
ANGLED = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)


def part_of(name):
    if name in UI_ROOT:
        return "ui/root"
    room = name.rsplit("/", 1)[0]
    return "resources" if room.startswith("resources") else room



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
