// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/Composition.h"

#include "fido/KeyRingFactory.h"
#include "ui/program/OperatorSeal.h"
#include "ui/program/RememberedClients.h"

#include <QDir>
#include <QStandardPaths>

namespace bg {

namespace {

// In practice each account finds as many fresh keys as it may be given, and as many again for a rotation.
constexpr int practiceKeys = 2 * 5 * 2;

QStringList keySpecs(const CommandLine &line)
{
    if (!line.securityKeys.isEmpty() || !line.practice)
        return line.securityKeys;
    return QStringList(practiceKeys, QStringLiteral("practice"));
}

// As it is without XDG_DATA_HOME, or what else moves it.
QString usualStateFolder()
{
#ifdef Q_OS_LINUX
    return QDir::homePath() + QStringLiteral("/.local/share/") + QCoreApplication::applicationName();
#else
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
#endif
}

Result<QString> stateFolder(std::optional<QTemporaryDir> &practiceFolder, bool isPractice)
{
    if (isPractice) {
        practiceFolder.emplace();
        if (practiceFolder->isValid())
            return practiceFolder->path();
        return fail(Error::Kind::File, practiceFolder->errorString());
    }
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return fail(Error::Kind::File, folder);
    return folder;
}

} // namespace

Result<std::unique_ptr<Composition>> Composition::make(const CommandLine &line, WindowBrowser::Opener browser)
{
    std::unique_ptr<Composition> all(new Composition);
    const auto folder = stateFolder(all->m_practiceFolder, line.practice);
    if (!folder)
        return fail(folder.error());
    const auto seal = line.practice ? Result<Seal>(passingSeal()) : operatorSeal();
    if (!seal)
        return fail(seal.error());
    auto keys = makeKeyRing(keySpecs(line));
    if (!keys)
        return fail(keys.error());
    all->m_keys = std::move(*keys);

    SignInChoice choice;
    choice.tenant = line.tenant;
    choice.clientId = line.clientId;
    if (line.practice) {
        PracticeScenario scenario;
        scenario.wellKnownClientReachesArm = true; // so that alerts can be practised without a registration of one's own
        all->m_practice = std::make_unique<PracticeTenant>(scenario);
        const auto cloud = all->m_practice->start();
        if (!cloud)
            return fail(cloud.error());
        choice.cloud = *cloud;
        if (line.task == CommandLine::Task::Autoplay)
            browser = [whole = all.get()](const QUrl &url) {
                const QUrl page = whole->m_model->link(); // where `url` leads
                whole->m_practice->browseAside(url, whole->m_visitors ? whole->m_visitors(page) : Visitor());
                return true;
            };
    } else {
        choice.cloud = *line.cloud;
    }

    if (choice.clientId.isEmpty()) {
        const RememberedClient remembered = RememberedClients(*seal).clientOf(choice.tenant);
        choice.clientId = remembered.clientId;
        choice.isClientUnsealed = !remembered.clientId.isEmpty() && !remembered.isSealed;
    }

    EngineParts parts;
    parts.cloud = choice.cloud;
    parts.clock = &all->m_clock;
    parts.keys = all->m_keys.get();
    parts.human = &all->m_human;
    parts.stateFolder = *folder;
    parts.seal = *seal;
    all->m_browser = std::make_unique<WindowBrowser>(all->m_human, std::move(browser));
    all->m_session = std::make_unique<WindowSession>(parts, *all->m_browser);
    all->m_model = std::make_unique<WizardModel>(*all->m_session, *all->m_session, all->m_human, all->m_clock);
    all->m_browser->setModel(all->m_model.get());
    all->m_model->setPractice(line.practice);
    if (!line.practice && *folder != usualStateFolder())
        all->m_model->setOtherStateFolder(*folder);
    all->m_model->setSignInChoice(choice);
    if (line.answers)
        all->m_model->setAnswers(*line.answers);
    if (line.mode)
        all->m_model->choose(*line.mode);
    return all;
}

Composition::~Composition() = default;

} // namespace bg
