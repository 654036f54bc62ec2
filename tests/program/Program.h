// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>

namespace bg {

// The wizard's executable with a home of its own, no display but the offscreen one, and a browser that a test names.
class Program {
public:
    struct Ending {
        int code = -1; // -1: did not end by itself
        QByteArray out, err;
        // The one line on stderr without the program's name; empty where there is none or more than one.
        QString sentence() const;
    };

    Program(); // the one that is shipped
    explicit Program(const QString &executable);
    // As $BROWSER names it; "true" until then.
    void setBrowser(const QString &command) { m_environment.insert(QStringLiteral("BROWSER"), command); }
    void set(const QString &variable, const QString &value) { m_environment.insert(variable, value); }
    // Blocks until it ended; it is killed after two minutes.
    Ending run(const QStringList &arguments);
    // Kills it as soon as `isTime`; false when it ended by itself before, or after two minutes.
    bool runAndKill(const QStringList &arguments, const std::function<bool()> &isTime);

    QString path(const QString &name) const { return m_home.filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const;
    static QByteArray read(const QString &path);
    static QJsonObject json(const QString &path);

private:
    QString m_executable;
    QTemporaryDir m_home;
    QProcessEnvironment m_environment;
};

} // namespace bg
