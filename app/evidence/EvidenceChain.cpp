// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/EvidenceChain.h"

#include "app/evidence/Evidence.h"

#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QJsonDocument>

#include <algorithm>

namespace bg {

namespace {

struct Link {
    QString path, hash, previous, tenant;
};

QList<Link> linksIn(const QString &folder)
{
    QList<Link> links;
    QDirIterator files(folder, { QStringLiteral("*.json") }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        const QJsonObject json = QJsonDocument::fromJson(bytes).object();
        if (!json.contains(QStringLiteral("benchmarks")) || !json.contains(QStringLiteral("previous")))
            continue;
        links.append({ file.fileName(), evidenceHash(bytes),
                       json[QStringLiteral("previous")][QLatin1String("sha256")].toString(),
                       json[QStringLiteral("run")][QLatin1String("tenantId")].toString() });
    }
    std::sort(links.begin(), links.end(), [](const Link &a, const Link &b) { return a.path < b.path; });
    return links;
}

} // namespace

EvidenceChain EvidenceChain::of(const QString &folder)
{
    EvidenceChain chain;
    QHash<QString, Link> byHash;
    const QList<Link> links = linksIn(folder);
    for (const Link &link : links)
        byHash.insert(link.hash, link);
    chain.links = int(byHash.size()); // two copies of one file are one link
    QHash<QString, QString> followed; // hash to the path that names it
    QHash<QString, int> begins; // of each tenant
    for (const Link &link : std::as_const(byHash)) {
        if (link.previous.isEmpty()) {
            if (++begins[link.tenant] == 2)
                chain.problems.append(QStringLiteral("%1: a second chain begins here").arg(link.path));
            continue;
        }
        if (!byHash.contains(link.previous))
            chain.problems.append(
                QStringLiteral("%1: the evidence before it is missing or was changed").arg(link.path));
        if (const QString other = followed.value(link.previous); !other.isEmpty())
            chain.problems.append(QStringLiteral("%1 and %2 follow the same evidence").arg(link.path, other));
        followed.insert(link.previous, link.path);
    }
    chain.problems.sort();
    return chain;
}

} // namespace bg
