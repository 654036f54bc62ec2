# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a release is its section of the changelog: release_text.py CMAKE SOURCE."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

CMAKE, SOURCE = sys.argv[1:3]
CHANGES = """# Changelog

## [Unreleased]

### Added
* A; b
  [more].

## [0.2.0] - 2026-01-31

### Changed
* C.

## [0.1.0] - 2026-01-01
* D.
"""


class ReleaseText(unittest.TestCase):
    def text(self, version, form="markdown", changes=CHANGES):
        with tempfile.TemporaryDirectory() as folder:
            changelog, out = pathlib.Path(folder, "CHANGELOG.md"), pathlib.Path(folder, "out")
            changelog.write_text(changes)
            done = subprocess.run(
                [CMAKE, "-D", f"CHANGELOG={changelog}", "-D", f"VERSION={version}", "-D", f"FORMAT={form}", "-D", f"OUT={out}",
                 "-D", "MAINTAINER=Some Body <body@host.invalid>", "-P", f"{SOURCE}/installer/release/Changelog.cmake"],
                env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}, capture_output=True, text=True)
            return out.read_text() if done.returncode == 0 else done

    def test_section_of_the_version(self):
        self.assertEqual(self.text("0.2.0"), "# Break-Glass Wizard 0.2.0 (2023-11-14)\n\n### Changed\n* C.\n")
        self.assertEqual(self.text("0.1.0"), "# Break-Glass Wizard 0.1.0 (2023-11-14)\n\n* D.\n")

    def test_version_without_a_section_has_the_unreleased(self):
        self.assertEqual(self.text("0.3.0"), "# Break-Glass Wizard 0.3.0 (2023-11-14)\n\n### Added\n* A; b\n  [more].\n")

    def test_debian_has_it_in_its_own_form(self):
        self.assertEqual(self.text("0.3.0", "debian"),
                         "breakglass-wizard (0.3.0-1) unstable; urgency=medium\n\n  [ Added ]\n  * A; b\n    [more].\n\n"
                         " -- Some Body <body@host.invalid>  Tue, 14 Nov 2023 22:13:20 +0000\n")

    def test_nothing_to_tell_is_an_error(self):
        self.assertNotEqual(self.text("0.3.0", changes="# Changelog\n").returncode, 0)
        self.assertNotEqual(self.text("0.3.0", changes="# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n* D.\n").returncode, 0)


unittest.main(argv=sys.argv[:1])
