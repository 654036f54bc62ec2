// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/SheetPage.h"

#include "ui/words/Translate.h"

#include <QLocale>

namespace bg {

SheetLook sheetLook(const DesiredState &desired, SecretInk ink)
{
    SheetLook look;
    look.paper = desired.paper;
    look.language = desired.language.isEmpty() ? QLocale().name().left(2) : desired.language;
    look.ink = ink;
    return look;
}

namespace {
const auto &sheetOf(const QuestionPtr &question)
{
    return question->as<SheetQuestion>()->sheet;
}
} // namespace

Result<std::vector<std::shared_ptr<SheetPage>>> SheetPage::of(const QuestionPtr &question, PasswordShape shape)
{
    std::vector<std::shared_ptr<SheetPage>> sheetPages;
    const auto add = [&](SheetKind kind) -> SheetPage & {
        sheetPages.push_back(std::make_shared<SheetPage>());
        sheetPages.back()->m_question = question;
        sheetPages.back()->m_kind = kind;
        return *sheetPages.back();
    };
    if (std::holds_alternative<PinSheet>(sheetOf(question))) {
        add(SheetKind::Pin);
    } else if (const auto *slip = std::get_if<TemporaryPasswordSlip>(&sheetOf(question))) {
        auto whole = splitPassword(*slip->password, PasswordShape::Whole);
        if (!whole)
            return fail(whole.error());
        add(SheetKind::OneTime).m_part = std::move(whole->front());
    } else if (const auto *sealed = std::get_if<SealedSheet>(&sheetOf(question))) {
        auto parts = splitPassword(*sealed->password, shape);
        if (!parts)
            return fail(parts.error());
        for (PasswordPart &part : *parts)
            add(SheetKind::Credential).m_part = std::move(part);
    } else {
        for (const SheetKind kind : openKinds(std::get<NonSecretSheets>(sheetOf(question))))
            add(kind);
    }
    return sheetPages;
}

QString SheetPage::title() const
{
    switch (m_kind) {
    case SheetKind::Credential: {
        const QString name = std::get<SealedSheet>(sheetOf(m_question)).account.displayName;
        return m_part.count > 1
            ? words("Sealed sheet of %1, part %2 of %3").arg(name).arg(m_part.number).arg(m_part.count)
            : words("Sealed sheet of %1").arg(name);
    }
    case SheetKind::Pin:
        return words("PIN sheet of key %1").arg(std::get<PinSheet>(sheetOf(m_question)).key.label);
    case SheetKind::OneTime:
        return words("One-time password of %1").arg(std::get<TemporaryPasswordSlip>(sheetOf(m_question)).displayName);
    case SheetKind::Record:
        return words("Access record, without secrets");
    case SheetKind::Card:
        return words("Emergency card, without secrets");
    case SheetKind::Labels:
        return words("Labels for the keys");
    case SheetKind::Ceremony:
        return words("What was done today, to sign");
    case SheetKind::PostMortem:
        return words("Review of the use, to fill in");
    case SheetKind::Slip:
        return words("Line for the access record, without secrets");
    }
    return {};
}

Result<Secret> SheetPage::pdf(const SheetLook &look) const
{
    const auto &sheet = sheetOf(m_question);
    switch (m_kind) {
    case SheetKind::Credential:
        return credentialSheet(std::get<SealedSheet>(sheet), m_part, look);
    case SheetKind::Pin:
        return pinSheet(std::get<PinSheet>(sheet), look);
    case SheetKind::OneTime:
        return temporaryPasswordSlip(std::get<TemporaryPasswordSlip>(sheet), m_part, look);
    case SheetKind::Record:
        return accessRecord(std::get<NonSecretSheets>(sheet), look);
    case SheetKind::Card:
        return emergencyCard(std::get<NonSecretSheets>(sheet), look);
    case SheetKind::Labels:
        return keyLabels(std::get<NonSecretSheets>(sheet), look);
    case SheetKind::Ceremony:
        return ceremonyScript(std::get<NonSecretSheets>(sheet), look);
    case SheetKind::PostMortem:
        return postMortem(std::get<NonSecretSheets>(sheet), look);
    case SheetKind::Slip:
        return accessLogEntry(std::get<NonSecretSheets>(sheet), look);
    }
    return fail(Error::Kind::Internal);
}

Result<QImage> SheetPage::preview(const SheetLook &look, int dpi) const
{
    const auto &sheet = sheetOf(m_question);
    if (m_kind == SheetKind::Credential)
        return credentialPreview(std::get<SealedSheet>(sheet), m_part, look, dpi);
    if (m_kind == SheetKind::Pin)
        return pinPreview(std::get<PinSheet>(sheet), look, dpi);
    if (m_kind == SheetKind::OneTime)
        return temporaryPasswordPreview(std::get<TemporaryPasswordSlip>(sheet), m_part, look, dpi);
    return openPreview(m_kind, std::get<NonSecretSheets>(sheet), look, dpi);
}

TypeBack SheetPage::typeBack() const
{
    if (m_kind == SheetKind::Pin)
        return TypeBack::of(*std::get<PinSheet>(sheetOf(m_question)).pin);
    return TypeBack::of(m_part);
}

} // namespace bg
