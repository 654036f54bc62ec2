// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/PrintRoute.h"
#include "app/sheet/SheetRenderer.h"
#include "tests/sheet/SampleSheets.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <thread>

#include <unistd.h>

using namespace bg;
using namespace Qt::StringLiterals;

// A scheduler of our own, in a folder of our own, in front of an IPP Everywhere printer that CUPS ships: cupsd and
// ippeveprinter are the peers, and nothing of this machine's own printing is touched.
class CupsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void printersNameTheQueueAndJudgeIt();
    void pageArrivesAndLeavesNothingBehind();
    void refusedPrinterGetsNothing();
    void printerThatIsGoneIsNamed();
    void stopEndsAJobThatIsStuck();
    void jobThatIsStuckIsGivenUp();

private:
    QString missing() const;
    bool start(QProcess &process, const QString &program, const QStringList &arguments, int port);
    bool finds(const QString &folder, const QByteArray &needle) const;
    Printer queue() const;
    QStringList arrived() const { return QDir(m_folder.filePath(u"out"_s)).entryList({ u"*.pdf"_s }, QDir::Files); }

    QTemporaryDir m_folder;
    QProcess m_bus, m_avahi, m_printer, m_scheduler;
    int m_printerPort = 0, m_port = 0;
    const Secret m_password = Secret::copyOf("7kq2m-x9hdt-4vw8c-pn3fz-r6gya-j5es0");
};

namespace {

const QString busSocket = u"/run/dbus/system_bus_socket"_s;

bool busAnswers()
{
    QLocalSocket socket;
    socket.connectToServer(busSocket);
    return socket.waitForConnected(500);
}

int freePort(int from = 0)
{
    QTcpServer server;
    for (int port = from; !server.listen(QHostAddress::LocalHost, quint16(port)); ++port) { }
    return server.serverPort();
}

void write(const QString &path, const QString &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
}

QByteArray run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(20000);
    return process.readAllStandardOutput() + process.readAllStandardError();
}

} // namespace

QString CupsTest::missing() const
{
    if (geteuid() != 0)
        return u"cupsd needs root"_s;
    for (const QString &program :
         { u"cupsd"_s, u"ippeveprinter"_s, u"lpadmin"_s, u"pdftotext"_s, u"dbus-daemon"_s, u"avahi-daemon"_s })
        if (QStandardPaths::findExecutable(program).isEmpty()
            && QStandardPaths::findExecutable(program, { u"/usr/sbin"_s }).isEmpty())
            return program + u" is not installed"_s;
    return {};
}

bool CupsTest::start(QProcess &process, const QString &program, const QStringList &arguments, int port)
{
    process.setStandardOutputFile(QProcess::nullDevice()); // an unread pipe would fill up and stop the peer
    process.setStandardErrorFile(m_folder.filePath(u"errors"_s), QIODevice::Append);
    process.start(program, arguments);
    if (!process.waitForStarted())
        return false;
    for (int attempt = 0; attempt < 50 && process.state() == QProcess::Running; ++attempt) {
        QTcpSocket socket;
        socket.connectToHost(u"localhost"_s, quint16(port));
        if (socket.waitForConnected(200))
            return true;
        process.waitForFinished(100);
    }
    return false;
}

void CupsTest::initTestCase()
{
    QString why = missing();
    if (why.isEmpty()) {
        m_printerPort = freePort(60000); // where a wired printer is offered
        m_port = freePort();
        const QString at = m_folder.path();
        QFile::setPermissions(at, QFile::Permissions(0x7755));
        for (const QString &name : { u"out"_s, u"spool"_s, u"spool/tmp"_s, u"cache"_s, u"run"_s, u"etc"_s, u"etc/ppd"_s,
                                     u"home"_s, u"tmp"_s })
            QDir(at).mkpath(name);
        write(
            at + u"/etc/cupsd.conf"_s,
            u"Listen localhost:%1\nBrowsing No\nDefaultAuthType None\nWebInterface No\nLogLevel warn\nMaxLogSize 0\n"
            "<Location />\nOrder allow,deny\nAllow localhost\n</Location>\n<Policy default>\n<Limit All>\nOrder allow,deny\nAllow localhost\n</Limit>\n</Policy>\n"_s
                .arg(m_port));
        write(
            at + u"/etc/cups-files.conf"_s,
            u"ServerRoot %1/etc\nRequestRoot %1/spool\nTempDir %1/spool/tmp\nCacheDir %1/cache\nStateDir %1/run\nAccessLog stderr\nErrorLog stderr\nPageLog stderr\nSystemGroup root\n"_s
                .arg(at));
        if (!busAnswers()) {
            QDir().mkpath(u"/run/dbus"_s);
            QFile::remove(busSocket); // left by a bus that was killed
            m_bus.start(u"dbus-daemon"_s, { u"--system"_s, u"--nofork"_s, u"--nopidfile"_s });
            QTRY_VERIFY_WITH_TIMEOUT(busAnswers(), 5000);
        }
        if (QProcess::execute(u"avahi-daemon"_s, { u"--check"_s }) != 0) {
            m_avahi.start(u"avahi-daemon"_s, { u"--no-drop-root"_s, u"--no-chroot"_s, u"--no-rlimits"_s });
            QTRY_VERIFY_WITH_TIMEOUT(QProcess::execute(u"avahi-daemon"_s, { u"--check"_s }) == 0, 8000);
        }
        if (!start(m_printer, u"ippeveprinter"_s,
                   { u"-p"_s, QString::number(m_printerPort), u"-n"_s, u"localhost"_s, u"-r"_s, u"off"_s, u"-k"_s,
                     u"-d"_s, at + u"/out"_s, u"-f"_s, u"application/pdf"_s, u"Test"_s },
                   m_printerPort))
            why = u"ippeveprinter does not start: "_s + QString::fromUtf8(m_printer.readAll());
        else if (!start(m_scheduler, u"cupsd"_s,
                        { u"-f"_s, u"-c"_s, at + u"/etc/cupsd.conf"_s, u"-s"_s, at + u"/etc/cups-files.conf"_s },
                        m_port))
            why = u"cupsd does not start: "_s + QString::fromUtf8(m_scheduler.readAll());
    }
    if (!why.isEmpty() && qEnvironmentVariableIntValue("BG_REQUIRE_INTEROP") == 1)
        QFAIL(qPrintable(why));
    if (!why.isEmpty())
        QSKIP(qPrintable(why));
    qputenv("CUPS_SERVER", "localhost:" + QByteArray::number(m_port));
    qputenv("TMPDIR", m_folder.filePath(u"tmp"_s).toUtf8());
    qputenv("HOME", m_folder.filePath(u"home"_s).toUtf8());
    const QByteArray said
        = run(u"lpadmin"_s,
              { u"-p"_s, u"Sealed"_s, u"-E"_s, u"-v"_s, u"ipp://localhost:%1/ipp/print"_s.arg(m_printerPort), u"-m"_s,
                u"everywhere"_s, u"-o"_s, u"printer-is-shared=false"_s });
    QVERIFY2(run(u"lpstat"_s, { u"-p"_s }).contains("Sealed"), said.constData());
}

void CupsTest::cleanupTestCase()
{
    for (QProcess *process : { &m_scheduler, &m_printer, &m_avahi, &m_bus }) {
        process->terminate();
        if (process->state() != QProcess::NotRunning && !process->waitForFinished(5000))
            process->kill();
    }
    if (!busAnswers())
        QFile::remove(busSocket);
}

Printer CupsTest::queue() const
{
    Printer printer;
    printer.name = u"Sealed"_s;
    printer.trust = Trust::Allowed;
    return printer;
}

// In any file under `folder`, as it is or inside a PDF's compressed text.
bool CupsTest::finds(const QString &folder, const QByteArray &needle) const
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        if (bytes.contains(needle)
            || (bytes.startsWith("%PDF") && run(u"pdftotext"_s, { file.fileName(), u"-"_s }).contains(needle)))
            return true;
    }
    return false;
}

void CupsTest::printersNameTheQueueAndJudgeIt()
{
    const auto found = printers({});
    QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
    const auto ours
        = std::find_if(found->begin(), found->end(), [](const Printer &printer) { return printer.name == u"Sealed"; });
    QVERIFY(ours != found->end());
    QVERIFY2(ours->address.startsWith(u"ipp://localhost"_s), qPrintable(ours->address));
    QCOMPARE(ours->trust, Trust::Allowed);
    QVERIFY(ours->acceptsJobs);
}

void CupsTest::pageArrivesAndLeavesNothingBehind()
{
    const SealedSheet sheet{ sample::facts(), sample::account(), &m_password };
    const auto pdf = credentialSheet(sheet, {});
    QVERIFY(pdf);
    const auto trace = print({ *pdf, {} }, queue(), Paper::A4, u"Document"_s, {});
    QVERIFY2(trace, trace ? "" : qPrintable(trace.error().detail));
    QVERIFY2(trace->isPurged, qPrintable(trace->remains));
    QCOMPARE(arrived().size(), 1);
    QVERIFY2(arrived().first().startsWith(u"1-document"_s), qPrintable(arrived().first()));
    QVERIFY(finds(m_folder.filePath(u"out"_s), m_password.reveal().toByteArray())); // the scan finds what is there
    for (const QString &place : { u"spool"_s, u"cache"_s, u"home"_s, u"tmp"_s, u"etc"_s, u"run"_s })
        QVERIFY2(!finds(m_folder.filePath(place), m_password.reveal().toByteArray()), qPrintable(place));
    QVERIFY(QDir(m_folder.filePath(u"spool"_s)).entryList({ u"d0*"_s }, QDir::Files).isEmpty());
}

void CupsTest::refusedPrinterGetsNothing()
{
    Printer printer = queue();
    printer.trust = Trust::Refused;
    const qsizetype before = arrived().size();
    QCOMPARE(print({ Secret::copyOf("%PDF-1.4"), {} }, printer, Paper::A4, u"Document"_s, {}).error().kind,
             Error::Kind::PrinterNotTrusted);
    QCOMPARE(arrived().size(), before);
}

void CupsTest::printerThatIsGoneIsNamed()
{
    Printer printer = queue();
    printer.name = u"Nowhere"_s;
    const auto trace = print({ Secret::copyOf("%PDF-1.4"), {} }, printer, Paper::A4, u"Document"_s, {});
    QCOMPARE(trace.error().kind, Error::Kind::NoPrinter);
    QVERIFY(trace.error().detail.contains(u"Nowhere"_s));
}

void CupsTest::stopEndsAJobThatIsStuck()
{
    run(u"cupsdisable"_s, { u"Sealed"_s }); // jobs are taken and wait
    std::stop_source stop;
    auto job = std::async(std::launch::async, [&] {
        return print({ Secret::copyOf("%PDF-1.4 7kq2m"), {} }, queue(), Paper::A4, u"Document"_s, stop.get_token());
    });
    QTRY_VERIFY_WITH_TIMEOUT(run(u"lpstat"_s, { u"-o"_s }).contains("Sealed-"), 10000);
    QElapsedTimer since;
    since.start();
    stop.request_stop();
    const auto trace = job.get();
    QVERIFY(!trace);
    QCOMPARE(trace.error().kind, Error::Kind::Cancelled);
    QVERIFY2(since.elapsed() < 1500,
             qPrintable(QString::number(since.elapsed()))); // with the cancelling of the job itself
    QVERIFY(!run(u"lpstat"_s, { u"-o"_s }).contains("Sealed-"));
    QVERIFY2(!finds(m_folder.filePath(u"spool"_s), "7kq2m"),
             qPrintable(QDir(m_folder.filePath(u"spool"_s)).entryList().join(u' ')));
}

void CupsTest::jobThatIsStuckIsGivenUp()
{
    run(u"cupsdisable"_s, { u"Sealed"_s });
    const auto trace = print({ Secret::copyOf("%PDF-1.4 7kq2m"), {} }, queue(), Paper::A4, u"Document"_s, {},
                             std::chrono::milliseconds(400));
    QVERIFY(!trace);
    QCOMPARE(trace.error().kind, Error::Kind::PrintFailed);
    QVERIFY2(trace.error().detail.startsWith(u"The page is still waiting"_s), qPrintable(trace.error().detail));
    QVERIFY2(!trace.error().detail.contains(u"may still lie"_s), qPrintable(trace.error().detail));
    QVERIFY(!run(u"lpstat"_s, { u"-o"_s }).contains("Sealed-"));
    QVERIFY(!finds(m_folder.filePath(u"spool"_s), "7kq2m"));
}

BG_TEST(QGuiApplication, CupsTest)
#include "CupsTest.moc"
