#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the bench of whole runs with an empty tenant and checks that it prints the figures it promises."""

import json
import subprocess
import sys

NUMBERS = {
    "policies", "changed", "listPages", "preflightSeconds", "planSeconds", "runSeconds", "directoryLaneSeconds",
    "keyLaneSeconds", "floorSeconds", "ratio", "roundTripsBeforeFirstKey", "secondsBeforeFirstKey", "requests",
    "requestsAllowed", "retries", "throttled", "peakMebibytes",
}


def main() -> int:
    bench = subprocess.run([sys.argv[1], "0"], capture_output=True, text=True, timeout=120, check=False)
    figures = json.loads(bench.stdout)
    amiss = [name for name in sorted(NUMBERS) if not isinstance(figures.get(name), (int, float))]
    if bench.returncode != 0 or figures.get("outcome") != "done":
        amiss.append(f"outcome {figures.get('outcome')}, exit code {bench.returncode}")
    endpoints = figures.get("perEndpoint", {})
    if sum(endpoints.values()) != figures.get("requests"):
        amiss.append("perEndpoint does not add up to requests")
    if endpoints.get("users.create") != 2:
        amiss.append("users.create is not 2")
    print("\n".join(amiss) or bench.stdout.strip())
    return 1 if amiss else 0


if __name__ == "__main__":
    sys.exit(main())
