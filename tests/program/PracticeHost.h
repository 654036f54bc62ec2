// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace bg {

// A practice tenant in a process of its own, quick, with few policies; and the browser that knows its sign-in page.
class PracticeHost {
public:
    explicit PracticeHost(const QString &scenario);
    ~PracticeHost() { stop(); }

    QString cloudFile() const { return m_cloudFile; } // empty: it did not start
    static QString browser(); // for $BROWSER
    // The same, but accounts that `passwords` names (a file of lines "name password") sign in with theirs.
    static QString browser(const QString &passwords);
    // The same, for a stranger who signs in as `name` wherever nobody else is asked for.
    static QString browserAs(const QString &name, const QString &passwords);
    // Ends it; then snapshot() holds the tenant as it stands. Fatal where an exchange broke the contract.
    void stop();
    QByteArray snapshot() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_cloudFile;
};

} // namespace bg
