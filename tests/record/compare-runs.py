#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays the same practice runs with two wizards and prints what they left differently.

    compare-runs.py BEFORE/breakglass-wizard AFTER/breakglass-wizard [MODE...]

Modes: provision and check unless others are named. Compared are the record, the evidence, the journal (events, members,
order) and the text of the sheets; ids, times, hashes, names and secrets that chance made are replaced by one word per kind. Lanes
run side by side: the journal is compared step by step, not across lanes. Exit code: 0 the same, 1 different, 2 a run
did not come to its end."""
import collections
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

# What differs between two runs of one program, most special first.
CHANCE = [
    (r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "<guid>"),
    (r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?", "<time>"),
    (r"\b[a-z0-9]{5}(-[a-z0-9]{5}){5}\b", "<password>"),
    (r"\b[0-9a-f]{16,}\b", "<hash>"),
    (r"-[0-9a-f]{8}\b", "-<nickname>"),
    (r"\b[0-9A-F]{4}-[0-9A-F]{2}\b", "<run>"),
    (r"\b([0-9A-F]{4}[- ])+[0-9A-F]{4}\b", "<content>"),
    (r"(?<![\w-])[\w-]{22,}(?![\w-])", "<base64url>"),
    (r"\b\d\d:\d\d(:\d\d)?\b", "<clock>"),
    (r"\b\d{6,}\b", "<number>"),
]
CHANCE = [(re.compile(pattern), word) for pattern, word in CHANCE]

# On paper: ids broken over lines, passwords in groups with a check letter, and both spelled out.
SPELLED = ("zero one two three four five six seven eight nine alfa bravo charlie delta echo foxtrot golf hotel india "
           "juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey x-ray yankee "
           "zulu").replace(" ", "|")
HEX = r"(?:[0-9a-f]\s?)"
PAPER = [
    (rf"\b{HEX}{{8}}-?\s?(?:{HEX}{{4}}-?\s?){{3}}{HEX}{{11}}[0-9a-f]\b", "<guid>"), # pdftotext mends hyphens
    (r"127\.0\.0\.1:\d+", "<practice tenant>"),
]
# A line, or a cell, of a secret.
SECRET = re.compile(rf"(?:\d\s+)?(?:[a-z0-9]{{5}}|[a-z0-9]|<number>|<group>|(?:(?:{SPELLED})\s*)+)(?:\s+[a-z0-9])?")
PAPER = [(re.compile(pattern), word) for pattern, word in PAPER]

# The wizard draws names of its own where none are given.
ANSWERS = {"accounts": [{"userName": "harbour.north", "displayName": "Harbour North"},
                        {"userName": "meadow.south", "displayName": "Meadow South"}]}


def plain(text):
    for pattern, word in CHANCE:
        text = pattern.sub(word, text)
    return text


def normal(value, key=""):
    if isinstance(value, dict):
        return {plain(name): normal(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [normal(one, key) for one in value]
    if isinstance(value, str):
        return plain(value)
    return value


def play(program, mode, folder):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", HOME=str(folder / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        environment.pop(name, None)
    (folder / "home").mkdir(parents=True)
    out = folder / "out"
    answers = folder / "answers.json"
    answers.write_text(json.dumps(ANSWERS))
    run = subprocess.run([program, "--practice", "--autoplay", "--mode", mode, "--answers", str(answers),
                          "--out", str(out)], env=environment, capture_output=True, text=True, timeout=300)
    if not (out / "journal.jsonl").exists():
        print(f"{program} --mode {mode}: exit code {run.returncode}, no journal\n{run.stderr[-600:]}")
        sys.exit(2)
    return run.returncode, out


def journal_lines(file):
    """The journal's lines, gathered by step in the order in which each step wrote them."""
    steps = collections.defaultdict(list)
    for text in file.read_text().splitlines():
        line = json.loads(text)
        for own in ("seq", "when", "previous", "planHash"):
            line.pop(own, None)
        # How often a step looks until the directory has settled is up to the machine's speed.
        told = json.dumps(normal(line), sort_keys=True, ensure_ascii=False)
        of_step = steps[line.get("step", "")]
        if not (of_step and of_step[-1] == told and line["event"] == "verified"):
            of_step.append(told)
    return [f"{step}: {told}" for step in sorted(steps) for told in steps[step]]


def in_order(value):
    """Without what is up to the machine's speed, and lists of objects in an order that does not hang on their ids."""
    if isinstance(value, dict):
        return {name: in_order(one) for name, one in value.items() if name != "counters"}
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return sorted((in_order(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


def json_lines(file):
    told = in_order(normal(json.loads(file.read_text())))
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False).splitlines()


def sheet_lines(folder):
    lines = []
    for pdf in sorted(folder.rglob("*.pdf")):
        if pdf.name == "evidence.pdf": # a print of evidence.json, in tables whose lines break at ids
            continue
        text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        for pattern, word in PAPER:
            text = pattern.sub(word, text)
        name = plain(str(pdf.relative_to(folder)))
        holds_secret = pdf.name.startswith(("sheet-", "pin-"))
        for line in text.splitlines():
            line = " ".join(plain(line).split())
            if holds_secret and SECRET.fullmatch(line):
                line = "<secret>"
            if line:
                lines.append(f"{name}: {line}")
    # How often and in which order the cells of a table come is up to the width of their letters.
    lines = sorted(set(lines))
    return lines


def left_by(program, mode, folder):
    code, out = play(program, mode, folder)
    return {"exit code": [str(code)], "journal": journal_lines(out / "journal.jsonl"),
            "record": json_lines(out / "record.json"), "evidence": json_lines(out / "evidence.json"),
            "sheets": sheet_lines(out)}


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    before, after, modes = sys.argv[1], sys.argv[2], sys.argv[3:] or ["provision", "check"]
    differs = False
    for mode in modes:
        with tempfile.TemporaryDirectory() as folder:
            one = left_by(before, mode, pathlib.Path(folder) / "before")
            other = left_by(after, mode, pathlib.Path(folder) / "after")
        for what, lines in one.items():
            difference = list(difflib.unified_diff(lines, other[what], "before", "after", lineterm="", n=0))
            print(f"{mode}: {what}: {'different' if difference else 'the same'} ({len(lines)} lines)")
            print("".join(f"    {line[:400]}\n" for line in difference), end="")
            differs = differs or bool(difference)
    sys.exit(1 if differs else 0)


main()
