# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed is whole, and says the same as the program: installed_tree.py CMAKE BUILD VERSION ID."""
import gzip
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

CMAKE, BUILD, VERSION, ID = sys.argv[1:5]
SIZES = (16, 32, 48, 64, 128, 256)


def output(*command, **more):
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more).stdout


class InstalledTree(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        output(CMAKE, "--install", BUILD, "--prefix", cls.folder.name, "--component", "program")
        cls.help = output(cls.root / "bin/breakglass-wizard", "--help")
        cls.options = re.findall(r"^  (--[a-z-]+)", cls.help, re.MULTILINE)
        cls.manual = cls.root / "share/man/man1/breakglass-wizard.1.gz"

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def tool(self, *command):
        """What a checker that others wrote says; skipped where it is not installed, unless nothing may be skipped."""
        if not shutil.which(command[0]):
            if os.environ.get("BG_REQUIRE_INTEROP") == "1":
                self.fail(f"{command[0]} is not installed")
            self.skipTest(f"{command[0]} is not installed")
        done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, 0, done.stdout)
        return done.stdout

    def bash(self, *words):
        """What bash proposes for the last of `words`."""
        script = self.root / "share/bash-completion/completions/breakglass-wizard"
        line = " ".join(f"'{word}'" for word in ("breakglass-wizard", *words))
        return output("bash", "-euc", f"source {script}; COMP_WORDS=({line}); COMP_CWORD={len(words)}; "
                      "_breakglass_wizard; printf '%s\\n' \"${COMPREPLY[@]}\"", cwd=self.root).split()

    def test_nothing_else_is_installed(self):
        found = {path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if not path.is_dir()}
        wanted = {"bin/breakglass-wizard", f"share/applications/{ID}.desktop", f"share/metainfo/{ID}.metainfo.xml",
                  f"share/icons/hicolor/scalable/apps/{ID}.svg", "share/man/man1/breakglass-wizard.1.gz",
                  "share/bash-completion/completions/breakglass-wizard"}
        wanted |= {f"share/icons/hicolor/{size}x{size}/apps/{ID}.png" for size in SIZES}
        wanted |= {f"share/doc/breakglass-wizard/{name}" for name in ("README.md.gz", "SECURITY.md", "changelog.gz", "copyright")}
        self.assertEqual(found, wanted)

    def test_icons_have_their_sizes(self):
        for size in SIZES:
            head = (self.root / f"share/icons/hicolor/{size}x{size}/apps/{ID}.png").read_bytes()[:24]
            self.assertEqual(struct.unpack(">II", head[16:24]), (size, size))

    def test_desktop_entry_is_valid_and_has_practice(self):
        entry = self.root / f"share/applications/{ID}.desktop"
        self.assertEqual(self.tool("desktop-file-validate", str(entry)), "")
        text = entry.read_text()
        self.assertIn(f"Icon={ID}\n", text)
        self.assertIn("[Desktop Action practice]\nName=Practice\nExec=breakglass-wizard --practice\n", text)
        self.assertIn("--practice", self.options)

    def test_metainfo_is_valid_and_has_the_version(self):
        metainfo = self.root / f"share/metainfo/{ID}.metainfo.xml"
        self.tool("appstreamcli", "validate", "--no-net", "--strict", str(metainfo))
        self.assertIn(f'<release version="{VERSION}"', metainfo.read_text())
        self.assertIn(f'<launchable type="desktop-id">{ID}.desktop<', metainfo.read_text())

    def test_manual_has_every_option_and_no_warning(self):
        text = gzip.decompress(self.manual.read_bytes()).decode()
        self.assertGreater(len(self.options), 10)
        for option in self.options:
            self.assertIn("\\fB" + option.replace("-", "\\-") + "\\fR", text)
        self.assertIn(f"Break\\-Glass Wizard {VERSION}", text)
        self.assertNotIn("@", text)
        page = self.tool("man", "--warnings", "-E", "UTF-8", "-l", str(self.manual))
        self.assertIn("--security-key", page)
        self.assertNotRegex(page, r"(?m)^.*warning:")

    def test_bash_proposes_what_the_program_takes(self):
        self.assertEqual(self.bash("--"), self.options)
        self.assertEqual(self.bash("--practice", "--ver"), ["--verify-journal", "--verify-evidence", "--version"])
        self.assertEqual(self.bash("--mode", "r"), ["rotate", "repair"])
        self.assertEqual(self.bash("--cloud", "us"), ["usgov", "usgov-dod"])
        self.assertEqual(set(self.bash("--out", "")), {"bin", "share"})
        self.assertEqual(self.bash("--tenant", ""), [])
        for choice in (["--mode", mode] for mode in self.bash("--mode", "")):
            # Refused for what is missing, not for the value.
            done = subprocess.run([self.root / "bin/breakglass-wizard", *choice, "--autoplay"], text=True, capture_output=True)
            self.assertIn("--out", done.stderr)

    def test_the_nightly_check_is_started_as_the_program_is(self):
        units = pathlib.Path(__file__).parents[2] / "installer/schedule"
        service = (units / "breakglass-check.service").read_text()
        command = re.search(r"^ExecStart=(.*(?:\\\n.*)*)", service, re.MULTILINE).group(1)
        for option in re.findall(r"--[a-z-]+", command):
            self.assertIn(option, self.options)
        if not shutil.which("systemd-analyze"):
            self.skipTest("systemd-analyze is not installed")
        judged = output("systemd-analyze", "security", "--offline=true", str(units / "breakglass-check.service"))
        exposure = float(re.search(r"Overall exposure level for \S+: ([0-9.]+)", judged).group(1))
        self.assertLess(exposure, 2.0)

    def test_copyright_holds_every_licence(self):
        text = (self.root / "share/doc/breakglass-wizard/copyright").read_text()
        named = set(re.findall(r"^License: (\S+)$", text, re.MULTILINE))
        self.assertEqual(named, {"GPL-3+", "OFL-1.1"})
        self.assertIn(" SIL OPEN FONT LICENSE Version 1.1", text)
        self.assertNotIn("\n \n", text)


unittest.main(argv=sys.argv[:1])
