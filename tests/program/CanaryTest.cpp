// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/program/OwnMemory.h"
#include "tests/program/PracticeHost.h"
#include "tests/support/TestProgram.h"
#include "ui/Window.h"
#include "ui/program/Autoplay.h"
#include "ui/program/Composition.h"
#include "ui/program/FreedMemory.h"
#include "ui/program/Hardening.h"
#include "ui/program/SystemBrowser.h"

#include <QAccessible>
#include <QApplication>
#include <QDirIterator>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cstdio>
#include <map>

using namespace bg;

namespace {

QFile *canaryLog = nullptr;

void toCanaryLog(QtMsgType, const QMessageLogContext &, const QString &text)
{
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    canaryLog->write(text.toUtf8() + '\n');
}

} // namespace

// A whole set-up in this process, the tenant in another one. After each stage everything that others could read is
// searched for every secret of the run: this process's own memory, the home folder, the folder for temporary files, the
// arguments, the environment, the log at its loudest, and the accessibility tree.
class CanaryTest : public QObject {
    Q_OBJECT

    enum class Kind { Password, Pin, AccessToken, RefreshToken };
    struct Canary {
        Kind kind;
        QByteArray secret; // masked
        int question = 0; // whose sheet it was on
    };
    struct Allowed {
        const char *stage;
        std::map<Kind, int> copies; // outside the locked heap, of any one secret; where none is named, none
    };
    // SECURITY.md holds the same table.
    static const QList<Allowed> &allowed()
    {
        static const QList<Allowed> all{
            { "signed in", {} },
            { "sheet shown", {} },
            { "put away", {} },
            { "done", {} },
            { "signed out", {} },
            { "window closed", {} },
        };
        return all;
    }

    OwnMemory m_memory;
    QList<Canary> m_canaries;
    QTemporaryDir m_home, m_paper;
    std::map<std::pair<QString, Kind>, int> m_most; // copies seen
    QStringList m_leaks;

    static const char *nameOf(Kind kind)
    {
        static const char *const names[] = { "password", "PIN", "access token", "refresh token" };
        return names[int(kind)];
    }
    void learn(Kind kind, const QByteArray &masked, int question = 0)
    {
        for (const Canary &known : std::as_const(m_canaries))
            if (known.secret == masked)
                return;
        m_canaries.append({ kind, masked, question });
    }
    void learnTokens()
    {
        for (const QByteArray &token : m_memory.tokensHeld(3 * 43)) // as the practice tenant makes them
            learn(Kind::AccessToken, token);
        for (const QByteArray &token : m_memory.tokensHeld(2 * 43))
            learn(Kind::RefreshToken, token);
    }
    static void tell(QAccessibleInterface *node, QByteArray &all)
    {
        if (!node || !node->isValid())
            return;
        for (const auto text : { QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help })
            all += node->text(text).toUtf8() + '\n';
        if (const QAccessibleTextInterface *editable = node->textInterface())
            all += editable->text(0, editable->characterCount()).toUtf8() + '\n';
        for (int i = 0; i < node->childCount(); ++i)
            tell(node->child(i), all);
    }
    // What others could read beside the memory: name, and bytes.
    QList<std::pair<QString, QByteArray>> readableByOthers() const
    {
        QList<std::pair<QString, QByteArray>> all;
        const auto add = [&all](const QString &path) {
            QFile file(path);
            if (file.open(QIODevice::ReadOnly))
                all.append({ path, file.readAll() });
        };
        QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext())
            add(files.next());
        add(QStringLiteral("/proc/self/cmdline"));
        add(QStringLiteral("/proc/self/environ"));
        QByteArray tree;
        for (QWidget *window : QApplication::topLevelWidgets())
            tell(QAccessible::queryAccessibleInterface(window), tree);
        all.append({ QStringLiteral("accessibility tree"), tree });
        return all;
    }
    void look(const char *stage, int question = 0)
    {
        canaryLog->flush();
        const auto others = readableByOthers();
        for (const Canary &canary : std::as_const(m_canaries)) {
            const bool isOfStage = question == 0 || canary.question == question;
            if (!isOfStage)
                continue;
            int &most = m_most[{ QString::fromLatin1(stage), canary.kind }];
            most = std::max(most, m_memory.copiesOf(canary.secret));
            for (const auto &[place, bytes] : others)
                if (m_memory.isIn(bytes, canary.secret))
                    m_leaks.append(QStringLiteral("%1: a %2 stands in %3")
                                       .arg(QLatin1String(stage), QLatin1String(nameOf(canary.kind)), place));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!isFreedMemoryWiped())
            QSKIP("another allocator");
        hardenProcess();
        for (const char *folder : { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR" })
            qputenv(folder, m_home.path().toUtf8());
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        canaryLog = new QFile(m_home.filePath(QStringLiteral("log")), this);
        QVERIFY(canaryLog->open(QIODevice::WriteOnly));
        QLoggingCategory::setFilterRules(QStringLiteral("*=true"));
        qInstallMessageHandler(toCanaryLog);
    }
    void cleanupTestCase() { qInstallMessageHandler(nullptr); }

    void theSearchFindsWhatIsThere()
    {
        QByteArray secret("hunter2-correct-horse");
        secret.detach();
        const QByteArray masked = OwnMemory::masked(secret);
        wipe(secret);
        const int before = m_memory.copiesOf(masked); // the text of the program itself
        QString wide = QString::fromLatin1("hunter2-") + QString::fromLatin1("correct-horse");
        QCOMPARE(m_memory.copiesOf(masked), before + 1);
        QVERIFY(m_memory.isIn(QByteArray("x") + "hunter2-correct-horse", masked));
        wipe(wide);
        QCOMPARE(m_memory.copiesOf(masked), before);
    }

    void everySecretOfASetUpGoes()
    {
        PracticeHost host(QStringLiteral("p2-permits"));
        QVERIFY(!host.cloudFile().isEmpty());
        qputenv("BROWSER", PracticeHost::browser().toUtf8());
        QStringList arguments{ QStringLiteral("--autoplay"), QStringLiteral("--cloud"), host.cloudFile(),
                               QStringLiteral("--out"), m_paper.path() };
        for (int key = 0; key < 4; ++key)
            arguments += { QStringLiteral("--security-key"), QStringLiteral("practice") };
        const auto line = CommandLine::parse(arguments);
        QVERIFY2(line, qPrintable(line ? QString() : line.error().detail));
        auto made = Composition::make(*line, openInBrowser);
        QVERIFY(made);
        Composition &all = **made;
        PrintService printing;
        auto window = std::make_unique<Window>(all.model(), printing);

        connect(&all.model(), &WizardModel::questionAsked, this, [&](const QuestionPtr &question) {
            const auto *paper = question->as<SheetQuestion>();
            if (!paper || paper->secret.isEmpty())
                return;
            const bool isPin = std::holds_alternative<PinSheet>(paper->sheet);
            learn(isPin ? Kind::Pin : Kind::Password, OwnMemory::masked(paper->secret.reveal()), question->id);
            QTimer::singleShot(20, this, [this, id = question->id] { look("sheet shown", id); });
        });
        connect(&all.human(), &WindowOperator::gone, this,
                [this](int question) { QTimer::singleShot(0, this, [this, question] { look("put away", question); }); });
        connect(&all.model(), &WizardModel::tenantChanged, this, [&] {
            learnTokens();
            if (all.model().tenant().value)
                QTimer::singleShot(0, this, [this] { look("signed in"); });
        });
        connect(&all.model(), &WizardModel::recordReady, this, [this] {
            learnTokens();
            QTimer::singleShot(0, this, [this] { look("done"); });
        });
        {
            Autoplay autoplay(all, *window, line->out);
            const auto outcome = autoplay.play();
            QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.sentence));
        }
        QVERIFY(m_most.contains({ QStringLiteral("done"), Kind::AccessToken }));
        all.model().signOut();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        look("signed out");
        window.reset();
        (*made).reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        look("window closed");

        qInstallMessageHandler(nullptr);
        std::printf("%-14s", "");
        for (const Kind kind : { Kind::Password, Kind::Pin, Kind::AccessToken, Kind::RefreshToken })
            std::printf("%16s", nameOf(kind));
        std::printf("   copies outside locked memory, seen / allowed\n");
        for (const Allowed &row : allowed()) {
            std::printf("%-14s", row.stage);
            for (const Kind kind : { Kind::Password, Kind::Pin, Kind::AccessToken, Kind::RefreshToken }) {
                const auto seen = m_most.find({ QString::fromLatin1(row.stage), kind });
                const auto may = row.copies.find(kind);
                const int most = may == row.copies.end() ? 0 : may->second;
                if (seen == m_most.end()) {
                    std::printf("%16s", "-");
                    continue;
                }
                std::printf("%12d / %d", seen->second, most);
                if (seen->second > most)
                    m_leaks.append(QStringLiteral("%1: %2 copies of a %3")
                                       .arg(QLatin1String(row.stage))
                                       .arg(seen->second)
                                       .arg(QLatin1String(nameOf(kind))));
            }
            std::printf("\n");
        }
        std::fflush(stdout);
        QVERIFY2(m_leaks.isEmpty(), qPrintable(m_leaks.join(QLatin1Char('\n'))));
    }
};

BG_TEST(QApplication, CanaryTest)
#include "CanaryTest.moc"
