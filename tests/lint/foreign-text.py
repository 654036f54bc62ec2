# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that others wrote reach a tooltip, a label, a message box and the terminal by one door each."""
import re

from sources import end, files

RULES = [  # pattern, files that are the door, what to use
    (r"setToolTip\((?!plainToolTip\()", set(), "setToolTip(plainToolTip(...))"),
    (r"QToolTip::showText\(|setWhatsThis\(", set(), "a tooltip by plainToolTip()"),
    (r"new QLabel\b|\bQLabel \w+[;({]", {"ui/parts/Text.cpp"}, "makeText()"),
    (r"Qt::(RichText|AutoText|MarkdownText)|setHtml\(|setMarkdown\(|\bQTextBrowser\b|\bQTextDocument\b", set(), "plain text"),
    (r"setInformativeText\(|setDetailedText\(|QMessageBox::(warning|information|question|critical|about)\(",
     {"ui/parts/Text.cpp"}, "setPlainText(box, ...)"),
    (r"QTextStream\w* ?\w*\(std(out|err)\)|std::(cout|cerr|puts|printf)|\b(f|v)?printf\(|\bf?puts\(", {"ui/program/Terminal.cpp"},
     "printLine() or printText()"),
]
problems, checked = [], 0
for path, name in files("app", "fido", "ui"):
    checked += 1
    text = path.read_text()
    for number, line in enumerate(text.splitlines(), 1):
        code = re.sub(r"//.*", "", line)
        for pattern, doors, instead in RULES:
            if name not in doors and re.search(pattern, code):
                problems.append(f"{name}:{number}: {code.strip()}: use {instead}")
    if "ToolTipRole" in text and "plainToolTip(" not in text:
        problems.append(f"{name}: a model's tooltip is by plainToolTip()")
    if re.search(r"new QMessageBox\b|\bQMessageBox \w+[;({]", text) and "setPlainText(" not in text:
        problems.append(f"{name}: a message box gets its texts by setPlainText()")
end(problems, checked)
