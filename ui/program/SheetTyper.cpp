// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/SheetTyper.h"

#include "app/sheet/Password.h"
#include "app/sheet/SheetWriter.h"
#include "app/sheet/SplitPassword.h"
#include "app/sheet/TypeBack.h"

namespace bg {

namespace {

// Types every group as it stands in the secret: the whole path that a person's typing takes.
Result<void> typeBack(TypeBack typed, const Secret &secret, bool inGroups)
{
    const QList<QByteArrayView> groups = inGroups ? groupsOf(secret.reveal()) : QList<QByteArrayView>{secret.reveal()};
    for (int i = 0; i < groups.size(); ++i)
        if (typed.type(i, groups[i]) != TypeBack::Verdict::Right)
            return fail(Error::Kind::Internal, QStringLiteral("group %1 does not read back").arg(i + 1));
    return {};
}

} // namespace

Result<void> playSheet(const SheetQuestion &question, const DesiredState &desired, const QString &folder)
{
    SheetLook look;
    look.paper = desired.paper;
    look.language = desired.language.isEmpty() ? QStringLiteral("en") : desired.language;
    if (const auto *sealed = std::get_if<SealedSheet>(&question.sheet)) {
        if (const auto written = writeSealedSheets(folder, *sealed, desired.passwordShape, look); !written)
            return fail(written.error());
        if (desired.passwordShape != PasswordShape::Whole)
            return {};
        const auto parts = splitPassword(*sealed->password, PasswordShape::Whole);
        if (!parts)
            return fail(parts.error());
        return typeBack(TypeBack::of(parts->front()), *sealed->password, true);
    }
    if (const auto *pin = std::get_if<PinSheet>(&question.sheet)) {
        if (const auto written = writePinSheet(folder, *pin, look); !written)
            return fail(written.error());
        return typeBack(TypeBack::of(*pin->pin), *pin->pin, false);
    }
    if (const auto *slip = std::get_if<TemporaryPasswordSlip>(&question.sheet)) {
        if (const auto written = writeTemporaryPasswordSlip(folder, *slip, look); !written)
            return fail(written.error());
        const auto whole = splitPassword(*slip->password, PasswordShape::Whole);
        return whole ? typeBack(TypeBack::of(whole->front()), *slip->password, true) : fail(whole.error());
    }
    if (const auto written = writeNonSecretSheets(folder, std::get<NonSecretSheets>(question.sheet), look); !written)
        return fail(written.error());
    return {};
}

} // namespace bg
