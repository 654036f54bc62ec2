// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Cloud.h"
#include "app/base/Result.h"
#include "app/model/DesiredState.h"
#include "app/model/RunRecord.h"
#include "ui/program/CheckOptions.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

// What the person asked for on the command line: read, checked and complete.
struct CommandLine {
    enum class Task { Wizard, Autoplay, Check, VerifyJournal, VerifyEvidence, PrintAppSetup, Version, Help };

    Task task = Task::Wizard;
    bool practice = false;
    std::optional<Mode> mode;     // none: the Welcome page asks
    std::optional<Cloud> cloud;   // none with --practice: the practice tenant has its own
    QString tenant;               // GUID or domain; empty: whichever signs in
    QString clientId;             // empty: the default public client
    std::optional<DesiredState> answers;
    QStringList securityKeys;     // SPECs in the order in which the keys are inserted
    QString out;
    bool json = false;
    CheckOptions check;
    QString journal;              // for VerifyJournal
    QString evidence;             // for VerifyEvidence: a folder

    // `arguments` without the program's name. Reads the answers and the cloud file. Errors: Input, with one line that
    // says what is wrong; to be answered with exit code 2.
    static Result<CommandLine> parse(const QStringList &arguments);
    static QString help();

    // What --help, the manual page and the shell's completion are made from.
    struct Option {
        QString name, value, text; // without dashes; empty value: a switch
        QStringList choices;       // the values there are, where they are few
    };
    static QList<Option> options();
    static QString description();
};

} // namespace bg
