// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/SheetWriter.h"

#include "app/sheet/PrintRoute.h"
#include "app/sheet/SheetRenderer.h"

#include <QDir>
#include <QMap>
#include <QRegularExpression>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

// A name that every file system takes.
QString plain(const QString &name)
{
    static const QRegularExpression strange(u"[^A-Za-z0-9._-]+"_s);
    return QString(name).replace(strange, u"_"_s);
}

Result<QString> write(const QString &folder, const QString &name, const Result<Secret> &pdf)
{
    if (!pdf)
        return fail(pdf.error());
    const QString path = QDir(folder).filePath(name);
    if (const Result<void> exported = exportPdf(*pdf, path); !exported)
        return fail(exported.error());
    return path;
}

} // namespace

Result<QStringList> writeSealedSheets(const QString &folder, const SealedSheet &sheet, PasswordShape shape,
                                      const SheetLook &look)
{
    const Result<std::vector<PasswordPart>> parts = splitPassword(*sheet.password, shape);
    if (!parts)
        return fail(parts.error());
    QStringList paths;
    for (const PasswordPart &part : *parts) {
        const QString account = plain(sheet.account.userPrincipalName.section(u'@', 0, 0));
        const QString suffix = part.count > 1 ? u"-part-%1"_s.arg(part.number) : QString();
        const QString name = u"sheet-%1-%2%3.pdf"_s.arg(QString::number(sheet.account.number), account, suffix);
        const Result<QString> path = write(folder, name, credentialSheet(sheet, part, look));
        if (!path)
            return fail(path.error());
        paths << *path;
    }
    return paths;
}

Result<QStringList> writePinSheet(const QString &folder, const PinSheet &sheet, const SheetLook &look)
{
    const Result<QString> path = write(folder, u"pin-%1.pdf"_s.arg(plain(sheet.key.label)), pinSheet(sheet, look));
    if (!path)
        return fail(path.error());
    return QStringList{ *path };
}

Result<QStringList> writeTemporaryPasswordSlip(const QString &folder, const TemporaryPasswordSlip &slip, const SheetLook &look)
{
    const Result<std::vector<PasswordPart>> whole = splitPassword(*slip.password, PasswordShape::Whole);
    if (!whole)
        return fail(whole.error());
    const QString name = u"one-time-%1.pdf"_s.arg(plain(slip.userPrincipalName.section(u'@', 0, 0)));
    const Result<QString> path = write(folder, name, temporaryPasswordSlip(slip, whole->front(), look));
    if (!path)
        return fail(path.error());
    return QStringList{ *path };
}

Result<QStringList> writeNonSecretSheets(const QString &folder, const NonSecretSheets &sheets, const SheetLook &look)
{
    using Render = Result<Secret> (*)(const NonSecretSheets &, const SheetLook &);
    const QMap<SheetKind, QPair<QString, Render>> set{
        { SheetKind::Record, { u"access-record.pdf"_s, accessRecord } },
        { SheetKind::Card, { u"emergency-card.pdf"_s, emergencyCard } },
        { SheetKind::Labels, { u"key-labels.pdf"_s, keyLabels } },
        { SheetKind::Ceremony, { u"ceremony-script.pdf"_s, ceremonyScript } },
        { SheetKind::PostMortem, { u"use-review.pdf"_s, postMortem } },
        { SheetKind::Slip, { u"access-record-line.pdf"_s, accessLogEntry } },
    };
    QStringList paths;
    for (const SheetKind kind : openKinds(sheets)) {
        const auto &[name, render] = *set.constFind(kind);
        const Result<QString> path = write(folder, name, render(sheets, look));
        if (!path)
            return fail(path.error());
        paths << *path;
    }
    return paths;
}

} // namespace bg
