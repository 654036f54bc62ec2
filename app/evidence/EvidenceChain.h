// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace bg {

// The evidence files of one tenant, read as a chain.
struct EvidenceChain {
    int links = 0;
    QStringList problems; // each a line: the file, and what is wrong with it

    // All "*.json" files in `folder` and below it that hold evidence, of whatever name. Every one but the first must
    // name the hash of another, no two the same one, and none may be left over. Blocks for the disk.
    static EvidenceChain of(const QString &folder);
};

} // namespace bg
