// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Cloud.h"
#include "app/base/Ids.h"
#include "app/base/Secret.h"

#include <QDate>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

enum class PasswordShape { Whole, TwoParts, TwoOfThree };
enum class Paper { A4, Letter };

// What is printed about one security key. Never its PIN.
struct PrintedKey {
    QString label; // "N-1", also written on the key
    QString model;
    QString serial; // empty when the key does not tell
    QString firmware;
    QString place; // where the key lies
    QString pinPlace; // where its PIN envelope lies
    QString pinEnvelope; // "P-1"
};

// What every sheet says about where it belongs.
struct SheetHeader {
    QString tenantName;
    QString tenantDomain; // initial domain
    TenantId tenantId;
    Cloud cloud;
    QString planHash; // "5D0E-88B3"
    QString runId; // "7F3A-19"
    QDateTime issued; // UTC
    QDate drillBy, reviewBy, rotateBy;
    QStringList authorisedBy;
    QString operatorName, witness;
    QString placeA, placeB;
};

struct PrintedAccount {
    QString userPrincipalName;
    QString displayName;
    ObjectId objectId;
    int number = 1; // "sheet 1 of 2"
    int count = 2;
    QString place; // where this account's sealed sheet lies
    QList<PrintedKey> keys;
    QString replaces; // content id of the sheet that this one makes worthless; empty for the first
};

// The secret ones borrow their secret for as long as the sheet is at work.
struct SealedSheet {
    SheetHeader facts;
    PrintedAccount account;
    const Secret *password = nullptr; // ASCII, as typed at sign-in, hyphens included
};

struct PinSheet {
    SheetHeader facts;
    PrintedAccount account;
    PrintedKey key;
    const Secret *pin = nullptr; // UTF-8
};

// For an administrator who lost their way to sign in: the password opens the account once, then they choose their own.
struct TemporaryPasswordSlip {
    SheetHeader facts;
    ObjectId objectId;
    QString userPrincipalName;
    QString displayName;
    const Secret *password = nullptr; // ASCII, as typed at sign-in, hyphens included
};

// One thing that really happened: `id` names the sentence in the paper's language, `facts` are its parameters.
struct CeremonyStep {
    QDateTime when; // UTC
    QString id; // "accountCreated", "keyProven", "policyExcluded", ...
    QJsonObject facts;
};

// The review of a use, as it is printed: what the logs hold, and lines to write on. Times are UTC.
struct PostMortem {
    struct Use {
        QDateTime when;
        QString userName, application, from, how;
        QString reason; // "drill": the sheet's own words follow it
        QString note;
        bool gotIn = true;
    };
    struct Deed {
        QDateTime when;
        QString userName, activity;
        QStringList targets;
    };
    QDateTime since, until;
    QList<Use> signIns;
    QList<Deed> actions;
    QStringList blind; // "licence", ...: what could not be seen
    QStringList renewed; // user names of the accounts that were shut and renewed
};

// A line for the log of the access record: what happened and how it ended, as names of sentences in the paper's
// language ("lineDrill"), with the parameters of all of them.
struct RecordLine {
    QDateTime when; // UTC
    QString what;
    QStringList results;
    QJsonObject facts;
};

// What holds no more, and is to be destroyed before a witness.
struct OutdatedSheet {
    QString contentId;
    QString subject; // account, or label of the key
    QString replacedBy; // content id
};

// Without accounts: nothing but the lines.
struct NonSecretSheets {
    SheetHeader facts;
    QList<PrintedAccount> accounts;
    QString exclusionGroup;
    int policiesExcluded = 0;
    QList<CeremonyStep> ceremony;
    std::optional<PostMortem> postMortem; // of the answer to a use
    QList<RecordLine> lines;
    QList<OutdatedSheet> outdated;
};

} // namespace bg
