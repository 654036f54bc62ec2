// SPDX-License-Identifier: GPL-3.0-or-later
// A practice tenant in a process of its own, for tests that kill the wizard: prints the path of its cloud file, then
// serves until its standard input closes. With --browse it is the browser of such a test instead.
#include "app/practice/Browser.h"
#include "app/practice/PracticeTenant.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

#include <cstdio>
#include <iostream>
#include <string>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

QMap<QString, Fault> faultNames()
{
    return { { u"before"_s, Fault::DropBefore },   { u"after"_s, Fault::DropAfter },
             { u"429"_s, Fault::Throttle },        { u"429bare"_s, Fault::ThrottleBare },
             { u"500"_s, Fault::ServerError },     { u"502"_s, Fault::BadGateway },
             { u"503"_s, Fault::Unavailable },     { u"504"_s, Fault::GatewayTimeout },
             { u"truncated"_s, Fault::Truncated }, { u"silent"_s, Fault::Silent } };
}

bool write(const QString &path, const QJsonDocument &document)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(document.toJson()) > 0;
}

QJsonArray listed(const QList<Exchange> &exchanges)
{
    QJsonArray list;
    for (const Exchange &e : exchanges)
        list.append(QJsonObject{ { u"index"_s, e.index },
                                 { u"method"_s, QString::fromLatin1(e.method) },
                                 { u"version"_s, e.version },
                                 { u"path"_s, e.path },
                                 { u"query"_s, e.query },
                                 { u"operation"_s, e.operation },
                                 { u"status"_s, e.status },
                                 { u"request"_s, e.request },
                                 { u"answer"_s, e.answer } });
    return list;
}

// Somebody with the opened sheet in their hand: whom the address hints at, or `name` where it hints at nobody.
Visitor visitorFor(const QUrl &address, const QString &passwords, const QString &name)
{
    QString hint = QUrlQuery(address).queryItemValue(u"login_hint"_s, QUrl::FullyDecoded);
    if (hint.isEmpty())
        hint = name;
    QFile file(passwords);
    Visitor visitor;
    if (hint.isEmpty() || !file.open(QIODevice::ReadOnly))
        return visitor;
    for (const QByteArray &one : file.readAll().split('\n')) {
        if (QString::fromUtf8(one.left(one.indexOf(' '))).compare(hint, Qt::CaseInsensitive) != 0)
            continue;
        visitor.userName = hint;
        visitor.password = one.mid(one.indexOf(' ') + 1);
    }
    return visitor;
}

int usage(const QString &text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser line;
    line.addHelpOption();
    line.addOptions(
        { { u"scenario"_s, u"One of the named tenants."_s, u"name"_s, u"p2-permits"_s },
          { u"policies"_s, u"How many Conditional Access policies."_s, u"count"_s },
          { u"latency"_s, u"Of every answer."_s, u"ms"_s },
          { u"lag"_s, u"Replication after creates."_s, u"ms"_s },
          { u"interval"_s, u"Conditional Access serves one request in this time; 0: no limit."_s, u"ms"_s },
          { u"fault"_s,
            u"INDEX:KIND, repeatable; KIND is one of before, after, 429, 429bare, 500, 502, 503, 504, truncated, silent."_s,
            u"fault"_s },
          { u"load"_s, u"State to begin with."_s, u"file"_s },
          { u"save"_s, u"Where the state goes at the end."_s, u"file"_s },
          { u"snapshot"_s, u"Where the tenant goes at the end, for comparison."_s, u"file"_s },
          { u"exchanges"_s, u"Where all requests and answers go at the end."_s, u"file"_s },
          { u"cloud"_s, u"Where the cloud file goes."_s, u"file"_s,
            QDir::tempPath() + u"/practice-cloud-%1.json"_s.arg(QCoreApplication::applicationPid()) },
          { u"browse"_s, u"Open this sign-in address as the operator, and end."_s, u"address"_s },
          { u"as"_s, u"Who sits before the browser, where the address hints at nobody."_s, u"name"_s },
          { u"passwords"_s,
            u"Lines of name and password: whom an address hints at and a line names signs in instead."_s, u"file"_s } });
    line.process(app);
    if (line.isSet(u"browse"_s)) {
        const QUrl address(line.value(u"browse"_s));
        const auto visited = Browser().visit(address, [&](const QUrl &page) {
            return visitorFor(page, line.value(u"passwords"_s), line.value(u"as"_s));
        });
        return visited ? 0 : usage(visited.error().detail);
    }

    auto scenario = PracticeScenario::named(line.value(u"scenario"_s));
    if (!scenario)
        return usage(scenario.error().detail);
    const auto milliseconds = [&](const QString &name) { return std::chrono::milliseconds(line.value(name).toInt()); };
    if (line.isSet(u"policies"_s))
        scenario->policies = line.value(u"policies"_s).toInt();
    if (line.isSet(u"latency"_s))
        scenario->latency = milliseconds(u"latency"_s);
    if (line.isSet(u"lag"_s))
        scenario->setReplicationLag(milliseconds(u"lag"_s));
    if (line.isSet(u"interval"_s))
        scenario->policyInterval = milliseconds(u"interval"_s);
    QMap<int, Fault> faults;
    for (const QString &text : line.values(u"fault"_s)) {
        if (!faultNames().contains(text.section(u':', 1)))
            return usage(u"Not a fault: "_s + text);
        faults[text.section(u':', 0, 0).toInt()] = faultNames()[text.section(u':', 1)];
    }

    PracticeTenant tenant(*scenario);
    if (line.isSet(u"load"_s)) {
        QFile file(line.value(u"load"_s));
        if (!file.open(QIODevice::ReadOnly))
            return usage(file.errorString());
        tenant.load(QJsonDocument::fromJson(file.readAll()).object());
    }
    tenant.setFaults(
        [faults](int index, const QByteArray &, const QString &) { return faults.value(index, Fault::None); });
    if (const auto cloud = tenant.start(); !cloud)
        return usage(cloud.error().detail);
    if (!write(line.value(u"cloud"_s), QJsonDocument(tenant.cloudJson())))
        return usage(u"The cloud file cannot be written."_s);
    std::printf("%s\n", qPrintable(line.value(u"cloud"_s)));
    std::fflush(stdout);
    for (std::string ignored; std::getline(std::cin, ignored);) { }

    bool isWritten = true;
    if (line.isSet(u"save"_s))
        isWritten = write(line.value(u"save"_s), QJsonDocument(tenant.save())) && isWritten;
    if (line.isSet(u"snapshot"_s))
        isWritten = write(line.value(u"snapshot"_s), QJsonDocument(tenant.snapshot())) && isWritten;
    if (line.isSet(u"exchanges"_s))
        isWritten = write(line.value(u"exchanges"_s), QJsonDocument(listed(tenant.exchanges()))) && isWritten;
    QFile::remove(line.value(u"cloud"_s));
    return isWritten ? 0 : 3;
}
