// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/OperatorSeal.h"

#include "app/base/Log.h"
#include "app/base/Random.h"
#include "ui/program/Keyring.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <optional>

namespace bg {

namespace {

constexpr auto onlyOperator = QFile::ReadOwner | QFile::WriteOwner;

Secret drawnKey()
{
    return randomSecret(int(Seal::KeySize));
}

bool isForOthers(const QFile &file)
{
    return file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther);
}

// A key that others could read is none.
std::optional<Secret> keyOnDisk()
{
    QFile file(sealKeyFile());
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || file.size() != qint64(Seal::KeySize)
        || isForOthers(file))
        return std::nullopt;
    QByteArray bytes = file.readAll();
    return Secret::taking(bytes);
}

Result<Secret> newKeyOnDisk()
{
    const QString path = sealKeyFile();
    const QString folder = QFileInfo(path).absolutePath();
    QSaveFile file(path);
    Secret key = drawnKey();
    const QByteArrayView bytes = key.reveal();
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        || !file.setPermissions(onlyOperator) || file.write(bytes.data(), bytes.size()) != bytes.size() || !file.commit())
        return fail(Error::Kind::File, QStringLiteral("%1: %2").arg(path, file.errorString()));
    return key;
}

std::optional<Secret> keyInKeyring(std::chrono::milliseconds patience)
{
    KeyringAnswer answer = readKeyring(patience);
    if (answer.state == KeyringAnswer::State::Absent)
        return std::nullopt;
    if (answer.value.size() == Seal::KeySize)
        return std::move(answer.value);
    Secret key = drawnKey();
    if (!writeKeyring(key, patience))
        return std::nullopt;
    return key;
}

} // namespace

QString sealKeyFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/breakglass-wizard/seal.key");
}

Seal passingSeal()
{
    return Seal(drawnKey());
}

Result<Seal> operatorSeal(std::chrono::milliseconds patience)
{
    if (auto key = keyInKeyring(patience))
        return Seal(std::move(*key));
    qCDebug(logUi, "No keyring: the key that seals the records lies in a file");
    if (auto key = keyOnDisk())
        return Seal(std::move(*key));
    auto key = newKeyOnDisk();
    if (!key)
        return fail(key.error());
    return Seal(std::move(*key));
}

} // namespace bg
