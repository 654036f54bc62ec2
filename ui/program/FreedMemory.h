// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bg {

// Whether this program overwrites every block of memory as it is freed, so that copies that the toolkit, the TLS library
// and the font engine made of a secret end with their use. Linking it in does it: true with glibc, false elsewhere and
// under a sanitizer, which has an allocator of its own.
bool isFreedMemoryWiped();

} // namespace bg
