// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bg::version {

extern const char number[]; // "0.1.0"
extern const char applicationId[]; // of the desktop entry, the icon and the metainfo file
extern const char commit[]; // twelve hexadecimal digits, with "-changed" if files differed from it; or "unknown"
extern const char date[]; // of the build, "2026-01-31" in UTC; or "unknown"

} // namespace bg::version
