// SPDX-License-Identifier: GPL-3.0-or-later
// The engine as a process without a window, for tests that kill it: signs in, reads the tenant, prints "ready", waits
// for a line on its standard input, carries out a run and prints its record. Each key that is to be put in is asked for
// by "insert PLACE", and a line is awaited.
#include "app/auth/SignIn.h"
#include "app/model/FindingIds.h"
#include "app/practice/Browser.h"
#include "app/engine/Engine.h"
#include "fido/KeyRingFactory.h"
#include "tests/flow/FlowWish.h"
#include "tests/support/AnsweringOperator.h"
#include "tests/support/HurriedClock.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>

#include <cstdio>
#include <iostream>
#include <string>
#include <thread>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

class PromptBrowser final : public SignInUi {
public:
    Result<void> explain(const SignInRound &, std::stop_token) override { return {}; }
    void offerLink(const QUrl &) override { }
    bool open(const QUrl &url) override
    {
        m_visit = std::jthread([url] { (void)Browser().visit(url, Visitor()); });
        return true;
    }
    void showDeviceCode(const DeviceCode &) override { }
    void roundOver() override { }

private:
    std::jthread m_visit;
};

class Unwatched final : public RunObserver {
public:
    void stepChanged(const StepStatus &) override { }
    void changesMade(int, int) override { }
    void timeLeft(LaneId, std::chrono::seconds) override { }
    void paperBegins() override { }
};

void say(const QByteArray &line)
{
    std::puts(line.constData());
    std::fflush(stdout);
}

// Keys whose power is in the hand of whoever reads our standard output.
class HandedKeys final : public KeyRing {
public:
    HandedKeys(KeyRing &ring, int places) : m_ring(ring), m_places(places) { }
    QList<SeenKey> seen() override { return m_ring.seen(); }
    Result<std::unique_ptr<SecurityKey>> open(const SeenKey &key, std::stop_token stop) override
    {
        return m_ring.open(key, stop);
    }
    Result<SeenKey> touched(const QList<SeenKey> &among, const LeftOut &leftOut, std::stop_token stop) override
    {
        return m_ring.touched(among, leftOut, stop);
    }
    void insertNext() override
    {
        m_place = (m_place + 1) % m_places;
        ask();
        m_ring.insertNext();
    }
    void reinsert() override
    {
        ask();
        m_ring.reinsert();
    }
    bool insertsByItself() const override { return m_ring.insertsByItself(); }

private:
    void ask() const
    {
        say("insert " + QByteArray::number(m_place));
        std::string in;
        std::getline(std::cin, in);
    }

    KeyRing &m_ring;
    int m_places;
    int m_place = -1;
};

// What CTAP keeps of a PIN (section 6.5.5.5), so that a test can tell whether a key has the one that is on the sheet.
void putAway(const QString &folder, const PinSheet &sheet)
{
    QFile file(folder);
    if (!file.open(QIODevice::Append))
        return;
    file.write(
        QCryptographicHash::hash(sheet.pin->reveal(), QCryptographicHash::Sha256).first(16).toHex().append('\n'));
}

int give(const char *what, const Error &error)
{
    std::fprintf(stderr, "%s: %s %s %s\n", what, qPrintable(name(error.kind)), qPrintable(error.detail),
                 qPrintable(error.serviceMessage));
    return 3;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser line;
    line.addOptions({ { u"cloud"_s, u"Cloud file."_s, u"file"_s },
                      { u"state"_s, u"Folder of journals and records."_s, u"folder"_s },
                      { u"security-key"_s, u"Repeatable."_s, u"spec"_s },
                      { u"sheets"_s, u"File for the hashes of the PINs on sheets."_s, u"file"_s },
                      { u"generate"_s, u"Generated PINs, that nobody knows by heart."_s },
                      { u"ahead"_s, u"How far its clock is ahead."_s, u"seconds"_s, u"0"_s } });
    line.process(application);

    HurriedClock clock(std::chrono::seconds(line.value(u"ahead"_s).toInt()));
    SignInRequest request;
    const auto cloud = Cloud::named(line.value(u"cloud"_s));
    if (!cloud)
        return give("cloud", cloud.error());
    request.cloud = *cloud;
    PromptBrowser browser;
    const auto tokens = signIn(request, browser, clock, {});
    if (!tokens)
        return give("sign-in", tokens.error());
    const auto keys = makeKeyRing(line.values(u"security-key"_s));
    if (!keys)
        return give("keys", keys.error());
    AnsweringOperator human;
    human.onTrouble = [](const Error &error, const QString &subject) {
        std::fprintf(stderr, "trouble %s %s %s\n", qPrintable(subject), qPrintable(name(error.kind)),
                     qPrintable(error.detail));
        return error.kind == Error::Kind::KeyUsedElsewhere ? AfterTrouble::OtherKey : AfterTrouble::TryAgain;
    };
    human.onConfirm = [](const QString &id) { return id == question::ShareKey ? Answer::No : Answer::Yes; };
    human.onSealPin = [&](const PinSheet &sheet) { putAway(line.value(u"sheets"_s), sheet); };
    HandedKeys inHand(**keys, int(line.values(u"security-key"_s).size()));
    Engine engine({ *cloud, tokens->get(), &clock, &inHand, &human, line.value(u"state"_s) });
    DesiredState desired = flowWish();
    desired.pin = line.isSet(u"generate"_s) ? PinChoice::Generate : PinChoice::Ask;
    const auto facts = engine.preflight(desired, [](const Finding &) {}, {});
    if (!facts)
        return give("preflight", facts.error());

    say("ready");
    std::string go;
    std::getline(std::cin, go);
    Unwatched nobody;
    const RunRecord record = engine.run(Mode::Provision, desired, *facts, nobody, {});
    say(QJsonDocument(record.toJson()).toJson(QJsonDocument::Compact));
    return record.outcome == "done"_L1 ? 0 : 1;
}
