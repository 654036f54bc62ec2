// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

enum class Lines { One, Several };

// `text`, which others wrote (the name of a policy, an account, a group; a message of the service), with each character
// that acts instead of being seen as \uXXXX, one per UTF-16 unit as in JSON: controls (a terminal obeys ESC and U+009B),
// direction and invisible format characters, line and paragraph separators, lone surrogates. Line feeds and tabs stay
// where there may be several lines. The joiners U+200C and U+200D stay: scripts and pictures are written with them.
// Within a JSON document the value stays the same. A text without any is returned as it is.
QString visibleText(const QString &text, Lines lines = Lines::Several);

// Something of it can be seen: a name of blanks, joiners, marks and fillers only shows nothing at all.
bool showsAnything(const QString &text);

} // namespace bg
