// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/Keyring.h"

#include <qt6keychain/keychain.h>

#include <QEventLoop>
#include <QTimer>

#include <memory>

namespace bg {

namespace {

const QString keyringService = QStringLiteral("breakglass-wizard"), keyringEntry = QStringLiteral("seal of the records");

// False: no answer in time; the job is then left to end by itself.
template <typename Job>
bool isOver(std::unique_ptr<Job> &job, std::chrono::milliseconds patience)
{
    QEventLoop loop;
    bool isFinished = false;
    QObject::connect(job.get(), &QKeychain::Job::finished, &loop, [&] {
        isFinished = true;
        loop.quit();
    });
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    job->setKey(keyringEntry);
    job->setInsecureFallback(false);
    job->setAutoDelete(false);
    job->start();
    if (!isFinished)
        loop.exec();
    if (!isFinished) {
        job->setAutoDelete(true);
        job.release();
    }
    return isFinished;
}

} // namespace

KeyringAnswer readKeyring(std::chrono::milliseconds patience)
{
    auto job = std::make_unique<QKeychain::ReadPasswordJob>(keyringService);
    KeyringAnswer answer;
    if (!isOver(job, patience))
        return answer;
    if (job->error() == QKeychain::EntryNotFound) {
        answer.state = KeyringAnswer::State::Empty;
    } else if (job->error() == QKeychain::NoError) {
        answer.state = KeyringAnswer::State::Found;
        answer.value = Secret::copyOf(job->binaryData());
    }
    return answer;
}

bool writeKeyring(const Secret &value, std::chrono::milliseconds patience)
{
    auto job = std::make_unique<QKeychain::WritePasswordJob>(keyringService);
    job->setBinaryData(value.reveal().toByteArray());
    return isOver(job, patience) && job->error() == QKeychain::NoError;
}

} // namespace bg
