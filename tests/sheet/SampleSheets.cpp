// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sheet/SampleSheets.h"

namespace bg::sample {

using namespace Qt::StringLiterals;

namespace {

PrintedKey key(const QString &label, const QString &envelope, const QString &place, const QString &pinPlace,
               const QString &serial)
{
    return { label, u"YubiKey 5 NFC"_s, serial, u"5.7.1"_s, place, pinPlace, envelope };
}

} // namespace

SheetHeader facts()
{
    SheetHeader facts;
    facts.tenantName = u"Contoso"_s;
    facts.tenantDomain = u"contoso.onmicrosoft.com"_s;
    facts.tenantId = TenantId(u"3f8c0a52-6b1e-4d0e-9a57-0c2f6e1d7b44"_s);
    facts.cloud = *Cloud::named(u"global"_s);
    facts.planHash = u"5D0E-88B3"_s;
    facts.runId = u"7F3A-19"_s;
    facts.issued = QDateTime(QDate(2026, 11, 20), QTime(14, 5), Qt::UTC);
    facts.drillBy = QDate(2027, 2, 18);
    facts.reviewBy = QDate(2027, 5, 20);
    facts.rotateBy = QDate(2027, 11, 20);
    facts.authorisedBy = { u"CIO"_s, u"CISO"_s };
    facts.operatorName = u"Operator on duty"_s;
    facts.witness = u"Head of audit"_s;
    facts.placeA = u"Harbour House, room 1.02, safe A"_s;
    facts.placeB = u"Hill Street 9, vault, safe B"_s;
    return facts;
}

PrintedAccount account(int number)
{
    const SheetHeader at = facts();
    const bool isFirst = number == 1;
    PrintedAccount account;
    account.userPrincipalName
        = isFirst ? u"harbour.north@contoso.onmicrosoft.com"_s : u"lantern.south@contoso.onmicrosoft.com"_s;
    account.displayName = isFirst ? u"Harbour North"_s : u"Lantern South"_s;
    account.objectId
        = ObjectId(isFirst ? u"9a1d2c34-1111-4c1e-8a57-000000000001"_s : u"9a1d2c34-2222-4c1e-8a57-000000000002"_s);
    account.number = number;
    account.place = isFirst ? at.placeA : at.placeB;
    const QString letter = isFirst ? u"N"_s : u"S"_s;
    account.keys
        = { key(letter + u"-1"_s, u"P-%1"_s.arg(number * 2 - 1), at.placeA, at.placeB, u"1900%1"_s.arg(4210 + number)),
            key(letter + u"-2"_s, u"P-%1"_s.arg(number * 2), at.placeB, at.placeA, u"1900%1"_s.arg(5210 + number)) };
    account.replaces = isFirst ? u"41AB-0C77"_s : QString();
    return account;
}

NonSecretSheets nonSecretSheets()
{
    NonSecretSheets sheets;
    sheets.facts = facts();
    sheets.accounts = { account(1), account(2) };
    sheets.exclusionGroup = u"Emergency access exclusion"_s;
    sheets.policiesExcluded = 18;
    const auto at = [&](int minute, const QString &id, const QJsonObject &values) {
        sheets.ceremony.append({ sheets.facts.issued.addSecs(minute * 60), id, values });
    };
    at(0, u"signedIn"_s, { { u"person"_s, u"operator@contoso.onmicrosoft.com"_s } });
    for (const PrintedAccount &account : sheets.accounts)
        at(1, u"accountCreated"_s, { { u"userName"_s, account.userPrincipalName } });
    at(1, u"groupCreated"_s, { { u"group"_s, sheets.exclusionGroup } });
    at(2, u"policiesExcluded"_s, { { u"count"_s, 18 } });
    for (const PrintedAccount &account : sheets.accounts) {
        for (const PrintedKey &key : account.keys) {
            at(4, u"keyRegistered"_s,
               { { u"label"_s, key.label },
                 { u"serial"_s, key.serial },
                 { u"userName"_s, account.userPrincipalName } });
            at(4, u"keyProven"_s, { { u"label"_s, key.label } });
        }
        at(6, u"roleAssigned"_s, { { u"userName"_s, account.userPrincipalName } });
        at(8, u"passwordSet"_s, { { u"userName"_s, account.userPrincipalName } });
        at(9, u"sheetSealed"_s, { { u"userName"_s, account.userPrincipalName } });
    }
    at(12, u"finalCheck"_s, {});
    sheets.lines
        = { { sheets.facts.issued,
              u"lineDrill"_s,
              { u"linePassed"_s, u"lineAlertAfter"_s, u"lineSealBroken"_s, u"lineWitness"_s, u"lineProblems"_s },
              { { u"account"_s, sheets.accounts[0].userPrincipalName },
                { u"minutes"_s, 1 },
                { u"seconds"_s, 15 },
                { u"witness"_s, u"the second person"_s },
                { u"problems"_s, u"the safe stuck"_s } } } };
    sheets.outdated = { { u"41AB-0C77"_s, sheets.accounts[0].userPrincipalName, u"9F2C-71A4"_s },
                        { u"A3B2-FC61"_s, u"N-1"_s, u"5A33-B4B9"_s } };
    return sheets;
}

SheetHeader longFacts()
{
    SheetHeader facts = sample::facts();
    facts.tenantName
        = u"Gesellschaft für außergewöhnlich lange Bezeichnungen und Beteiligungen mbH & Co. KG, Zweigniederlassung Nord"_s;
    facts.placeA
        = u"Building 7, second underground floor, corridor behind the archive, "_s.repeated(5).left(299) + u'Z';
    facts.placeB = u"خزنة في الطابق الثاني من المبنى الرئيسي 12، الغرفة "_s.repeated(6).left(299) + u"ي"_s;
    facts.authorisedBy = { u"Chief Information Officer"_s, u"Chief Information Security Officer"_s,
                           u"מנהל אבטחת המידע"_s, u"Leiterin der Informationstechnik"_s };
    return facts;
}

PrintedAccount longAccount()
{
    PrintedAccount account = sample::account(1);
    account.userPrincipalName = u"w"_s.repeated(64) + u'@' + u"m"_s.repeated(27) + u".onmicrosoft.com"_s + u".long"_s;
    account.userPrincipalName = account.userPrincipalName.left(113);
    account.place = longFacts().placeA;
    for (PrintedKey &key : account.keys) {
        key.place = longFacts().placeB;
        key.pinPlace = longFacts().placeA;
    }
    return account;
}

NonSecretSheets longNonSecretSheets()
{
    NonSecretSheets sheets = nonSecretSheets();
    sheets.facts = longFacts();
    sheets.accounts = { longAccount(), longAccount() };
    const QList<CeremonyStep> once = sheets.ceremony;
    for (int i = 0; i < 3; ++i)
        sheets.ceremony += once;
    return sheets;
}

NonSecretSheets bareNonSecretSheets()
{
    NonSecretSheets sheets = nonSecretSheets();
    const SheetHeader full = sheets.facts;
    sheets.facts = {};
    sheets.facts.tenantDomain = full.tenantDomain;
    sheets.facts.tenantId = full.tenantId;
    sheets.facts.cloud = full.cloud;
    sheets.facts.planHash = full.planHash;
    sheets.facts.runId = full.runId;
    sheets.facts.issued = full.issued;
    for (PrintedAccount &account : sheets.accounts) {
        account.place.clear();
        for (PrintedKey &key : account.keys)
            key.serial = key.firmware = key.place = key.pinPlace = QString();
    }
    return sheets;
}

NonSecretSheets reviewed(NonSecretSheets sheets)
{
    PostMortem form;
    form.since = sheets.facts.issued.addDays(-12);
    form.until = sheets.facts.issued;
    const QDateTime night = sheets.facts.issued.addSecs(-30000);
    const QString first = sheets.accounts[0].userPrincipalName;
    form.signIns = { { night.addSecs(300), first, u"Azure Portal"_s, u"203.0.113.9 Redmond, US"_s, u"Password"_s,
                    u"misuse"_s, {}, true },
                  { night, first, u"Microsoft Graph Command Line Tools"_s, u"203.0.113.9"_s, u"Password"_s,
                    u"unexplained"_s, {}, false },
                  { night.addDays(-3), sheets.accounts[1].userPrincipalName, u"Microsoft Entra admin center"_s,
                    u"198.51.100.7"_s, u"FIDO2 security key"_s, u"emergency"_s, u"INC-4711"_s, true } };
    form.actions = { { night.addSecs(420), first, u"Update conditional access policy"_s, { u"CA001: Require MFA"_s } },
                   { night.addSecs(360), first, u"Add member to role"_s, { u"somebody@contoso.onmicrosoft.com"_s } } };
    form.blind = { u"retention"_s, u"nonInteractive"_s };
    form.renewed = { first };
    sheets.postMortem = form;
    return sheets;
}

TemporaryPasswordSlip oneTime(const NonSecretSheets &sheets, const Secret &password)
{
    const PrintedAccount &account = sheets.accounts[0];
    return { sheets.facts, account.objectId, account.userPrincipalName, account.displayName, &password };
}

} // namespace bg::sample
