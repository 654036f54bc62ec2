// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/ContentId.h"

#include <QCryptographicHash>

namespace bg {

QString contentId(const SheetHeader &facts, const QString &subject, SheetKind kind, int part)
{
    const QStringList inputs{ facts.runId,
                              facts.planHash,
                              facts.tenantId.value.toLower(),
                              subject.toLower(),
                              facts.issued.toUTC().toString(Qt::ISODateWithMs),
                              QString::number(int(kind)),
                              QString::number(part) };
    const QByteArray hash
        = QCryptographicHash::hash(inputs.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex().toUpper();
    return QString::fromLatin1(hash.first(4)) + u'-' + QString::fromLatin1(hash.sliced(4, 4));
}

QString credentialContentId(const SheetHeader &facts, const PrintedAccount &account)
{
    return contentId(facts, account.objectId.value, SheetKind::Credential);
}

QString pinContentId(const SheetHeader &facts, const PrintedAccount &account, const QString &label)
{
    return contentId(facts, account.objectId.value + label, SheetKind::Pin);
}

QString oneTimeContentId(const SheetHeader &facts, const ObjectId &person)
{
    return contentId(facts, person.value, SheetKind::OneTime);
}

} // namespace bg
