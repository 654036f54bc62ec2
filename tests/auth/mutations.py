# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes each defence of guards.py out of a copy of the project, one at a time, and sees the test that guards it fail.

    mutations.py ROOT [WORD...]   all of them, or those whose rule or test holds every word; builds, takes long
    mutations.py ROOT --check     only: do the texts and the tests still stand where the list says? (a lint)
    mutations.py ROOT --table     the list as it stands in README.md beside this file
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from guards import GUARDS

LIMIT = 90  # s for one test; where a defence against waiting for ever is out, it waits for ever
BUILD = ["-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O0", "-DBG_PCH=ON"]
root = pathlib.Path(sys.argv[1])


def programs_of_tests():
    """The program of each test and the class that it runs, as bg_test in resources/cmake/Layer.cmake has them."""
    found = {}
    for lists in (root / "tests").rglob("CMakeLists.txt"):
        folder = "_".join(lists.parent.relative_to(root / "tests").parts)
        for name, labels, file in re.findall(r'bg_test\((\w+) "?([\w;]+)"? (\w+)\.cpp', lists.read_text()):
            program = folder + ("_plain_tests" if re.search("plain|matrix|interop", labels) else "_tests")
            found[name] = lists.parent.relative_to(root) / program, file
    return found


programs = programs_of_tests()
all_guards = [guard for guards in GUARDS.values() for guard in guards]


def split(test):
    target, _, function = test.partition(".")
    return target, function


def program_of(test):
    return programs[split(test)[0]][0].name


def table():
    lines = ["# Sign-in: what each test guards", "",
             "Written by `mutations.py ROOT --table` from `guards.py`, which also says how each defence is taken out.", ""]
    for title, guards in GUARDS.items():
        lines += [f"## {title}", "", "| rule | test |", "| --- | --- |"]
        lines += [f"| {rule} | `{test.replace('.', ' ')}` |" for rule, test, _ in guards] + [""]
    return "\n".join(lines)


def check():
    problems = []
    tests = "".join(path.read_text() for path in (root / "tests").rglob("*Test.cpp"))
    for rule, test, cuts in all_guards:
        target, function = split(test)
        if function and (f"void {function.split(':')[0]}()" not in tests or target not in programs):
            problems.append(f"{rule}: there is no test {test}")
        for name, text, _ in cuts:
            count = (root / name).read_text().count(text)
            if count != 1:
                problems.append(f"{rule}: {name} holds {count} times, not once: {text}")
    if (pathlib.Path(__file__).parent / "README.md").read_text() != table():
        problems.append("tests/auth/README.md is not what --table prints")
    return problems


class Copy:
    def __init__(self, folder):
        self.root = pathlib.Path(folder)
        self.build = self.root / "build"
        self.environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": folder, "XDG_RUNTIME_DIR": folder,
                                         "CCACHE_BASEDIR": folder}
        for name in subprocess.check_output(["git", "ls-files", "-z"], cwd=root, text=True).split("\0"):
            if name and (root / name).is_file():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / name, self.root / name)
        launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
        subprocess.run(["cmake", "-S", folder, "-B", str(self.build), *BUILD, *launcher], check=True,
                       stdout=subprocess.DEVNULL)

    def builds(self, targets):
        done = subprocess.run(["ninja", "-C", str(self.build), *targets], text=True, capture_output=True,
                              env=self.environment)
        if done.returncode:
            print(done.stdout[-3000:])
        return done.returncode == 0

    def passes(self, target, function):
        if not function:
            command = [sys.executable, str(self.root / f"tests/lint/{target.removeprefix('lint-')}.py"), str(self.root)]
        else:
            program, test = programs[target]
            command = [str(self.build / program), test, function]
        try:
            return subprocess.run(command, env=self.environment, timeout=LIMIT, capture_output=True).returncode == 0
        except subprocess.TimeoutExpired:
            return False


def walk(copy, guards):
    if not copy.builds(sorted({program_of(test) for _, test, _ in guards if split(test)[1]})):
        return ["the project does not build as it is"]
    problems = [f"{test} fails as the code is" for test in sorted({test for _, test, _ in guards})
                if not copy.passes(*split(test))]
    for rule, test, cuts in guards:
        target, function = split(test)
        before = {name: (copy.root / name).read_text() for name, _, _ in cuts}
        for name, text, without in cuts:
            (copy.root / name).write_text((copy.root / name).read_text().replace(text, without))
        if function and not copy.builds([program_of(test)]):
            problems.append(f"{rule}: the code does not build without the defence")
        elif copy.passes(target, function):
            problems.append(f"{rule}: {test} passes without the defence")
        else:
            print(f"guarded: {rule} ({test})", flush=True)
        for name, text in before.items():
            (copy.root / name).write_text(text)
    return problems


if "--table" in sys.argv:
    print(table(), end="")
    sys.exit(0)
problems = check()
if "--check" not in sys.argv and not problems:
    words = sys.argv[2:]
    chosen = [guard for guard in all_guards if all(word in guard[0] + guard[1] for word in words)]
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        problems = walk(Copy(folder), chosen)
    print(f"{len(chosen)} defences taken out, {len(problems)} problems")
for problem in problems:
    print(problem)
if problems:
    print("The list is tests/auth/guards.py.")
sys.exit(1 if problems else 0)
