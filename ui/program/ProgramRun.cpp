// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/ProgramRun.h"

#include "app/base/Log.h"
#include "ui/PageFlow.h"
#include "ui/Window.h"
#include "ui/program/AppSetup.h"
#include "ui/look/Icon.h"
#include "ui/program/Autoplay.h"
#include "ui/program/CommandLine.h"
#include "ui/program/Composition.h"
#include "ui/program/EvidenceCheck.h"
#include "ui/program/ExitCode.h"
#include "ui/program/Hardening.h"
#include "ui/program/HeadlessCheck.h"
#include "ui/program/JournalCheck.h"
#include "ui/program/ProgramStart.h"
#include "ui/program/SystemBrowser.h"
#include "ui/program/Terminal.h"
#include "ui/program/Version.h"
#include "ui/words/ErrorText.h"

#include <QApplication>
#include <QNetworkProxyFactory>
#include <QProcess>

namespace bg {

namespace {

int complain(const QString &line, int code)
{
    printLine(stderr, QStringLiteral("breakglass-wizard: ") + line);
    return code;
}

QString inOneLine(const Error &error)
{
    const ErrorText text = ErrorText::of(error);
    return text.happened + QLatin1Char(' ') + text.remedy;
}

bool hasDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
           || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

void nameApplication()
{
    QCoreApplication::setApplicationName(QStringLiteral("breakglass-wizard"));
    QCoreApplication::setApplicationVersion(QLatin1String(version::number));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Break-Glass Wizard"));
    QGuiApplication::setDesktopFileName(QLatin1String(version::applicationId));
}

int inWindow(const CommandLine &line)
{
    auto composition = Composition::make(line, openInBrowser);
    if (!composition)
        return complain(inOneLine(composition.error()), ExitCode::CouldNotRun);
    PrintService printing;
    Window window((*composition)->model(), printing);
    if (line.task != CommandLine::Task::Autoplay) {
        QObject::connect(&window.wizard(), &Wizard::practiceWanted, &window, [&window] {
            if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("--practice")}))
                window.close();
        });
        window.show();
        QApplication::exec();
        const auto &record = (*composition)->model().record();
        return record && record->outcome == QLatin1String("done") ? ExitCode::Done : ExitCode::Findings;
    }
    Autoplay autoplay(**composition, window, line.out);
    const auto outcome = autoplay.play();
    if (!outcome.sentence.isEmpty())
        return complain(outcome.sentence, outcome.exitCode);
    return outcome.exitCode;
}

} // namespace

int runProgram(int argc, char *argv[], bool hasWindow)
{
    closeToForeignFiles();
    hardenProcess();
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    nameApplication();
    const auto line = CommandLine::parse(programArguments(argc, argv));
    if (!line)
        return complain(line.error().detail, ExitCode::Usage);

    switch (line->task) {
    case CommandLine::Task::Version:
        printLine(stdout, QStringLiteral("%1 %2 (commit %3, built %4)")
                              .arg(QCoreApplication::applicationName(), QLatin1String(version::number),
                                   QLatin1String(version::commit), QLatin1String(version::date)));
        return ExitCode::Done;
    case CommandLine::Task::Help: {
        const QCoreApplication application(argc, argv);
        printText(stdout, CommandLine::help());
        return ExitCode::Done;
    }
    case CommandLine::Task::VerifyJournal:
        return checkJournal(line->journal);
    case CommandLine::Task::VerifyEvidence:
        return checkEvidence(line->evidence);
    case CommandLine::Task::PrintAppSetup:
        printText(stdout, appSetup());
        return ExitCode::Done;
    case CommandLine::Task::Check: {
        const QCoreApplication application(argc, argv);
        return checkWithoutWindow(*line);
    }
    case CommandLine::Task::Wizard:
    case CommandLine::Task::Autoplay:
        break;
    }
    if (!hasWindow)
        return complain(QStringLiteral("This program opens no window: give it --check, --verify-journal, --verify-evidence, "
                                       "--print-app-setup, --version or --help, or start breakglass-wizard."),
                        ExitCode::Usage);
    if (line->mode && !workingModes().contains(*line->mode))
        return complain(QStringLiteral("--mode %1 is not in this version yet.").arg(name(*line->mode)),
                        ExitCode::CouldNotRun);
    if (line->task == CommandLine::Task::Wizard && !hasDisplay())
        return complain(QStringLiteral("There is no display to open a window on; --practice --autoplay --out DIR needs none."), ExitCode::CouldNotRun);
    if (!hasDisplay())
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QGuiApplication::setWindowIcon(applicationIcon());
    return inWindow(*line);
}

} // namespace bg
