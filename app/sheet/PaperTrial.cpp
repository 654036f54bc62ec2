// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/PaperTrial.h"

#include "app/sheet/Password.h"
#include "app/sheet/SheetRenderer.h"
#include "app/sheet/SplitPassword.h"

namespace bg {

namespace {

// What the sheets do not know yet; as long as it gets.
const QString longestModel = QStringLiteral("YubiKey 5C Nano FIPS"), longestSerial = QStringLiteral("4294967295");

PrintedAccount filledIn(PrintedAccount account)
{
    for (PrintedKey &key : account.keys) {
        key.model = key.model.isEmpty() ? longestModel : key.model;
        key.serial = key.serial.isEmpty() ? longestSerial : key.serial;
    }
    if (account.objectId.isEmpty())
        account.objectId = ObjectId(QStringLiteral("00000000-0000-0000-0000-000000000000"));
    return account;
}

} // namespace

Result<void> tryPaper(const NonSecretSheets &given, PasswordShape shape, const SheetLook &look, std::stop_token stop)
{
    NonSecretSheets sheets = given;
    for (PrintedAccount &account : sheets.accounts)
        account = filledIn(account);
    // The first thing that is wrong ends it.
    const auto goesOn = [&](const Result<Secret> &sheet, const QString &name) -> Result<void> {
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        if (sheet)
            return {};
        Error why = sheet.error();
        why.detail = QStringLiteral("%1 %2").arg(name + QLatin1Char(':'), why.detail);
        return fail(why);
    };
    const Secret password = generatePassword(), pin = Secret::copyOf("00000000");
    for (const PrintedAccount &account : sheets.accounts) {
        const auto parts = splitPassword(password, shape);
        if (!parts)
            return fail(parts.error());
        for (const PasswordPart &part : *parts)
            if (const auto laid = goesOn(credentialSheet({ sheets.facts, account, &password }, part, look),
                                         account.userPrincipalName);
                !laid)
                return laid;
        for (const PrintedKey &key : account.keys)
            if (const auto laid = goesOn(pinSheet({ sheets.facts, account, key, &pin }, look), key.label); !laid)
                return laid;
    }
    using Sheet = Result<Secret> (*)(const NonSecretSheets &, const SheetLook &);
    for (const auto &[draw, name] : std::initializer_list<std::pair<Sheet, const char *>>{
             { accessRecord, "access-record" }, { emergencyCard, "emergency-card" }, { keyLabels, "key-labels" },
             { ceremonyScript, "ceremony-script" } })
        if (const auto laid = goesOn(draw(sheets, look), QString::fromLatin1(name)); !laid)
            return laid;
    return {};
}

} // namespace bg
