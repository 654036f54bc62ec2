// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/AlertFiles.h"

#include "app/arm/AlertExport.h"

#include <QDir>
#include <QSaveFile>

namespace bg {

Result<void> saveAlertFiles(const AlertDeploymentSpec &spec, const QString &folder)
{
    const std::pair<AlertForm, QString> forms[]{ { AlertForm::Kql, QStringLiteral("kql") },
                                                 { AlertForm::ArmTemplate, QStringLiteral("arm") },
                                                 { AlertForm::Bicep, QStringLiteral("bicep") },
                                                 { AlertForm::Terraform, QStringLiteral("terraform") } };
    for (const auto &[form, name] : forms) {
        const auto files = exported(spec, form);
        if (!files)
            return fail(files.error());
        const QDir into(folder + QLatin1Char('/') + name);
        if (!into.mkpath(QStringLiteral(".")))
            return fail(Error::Kind::File, into.path());
        for (const ExportedFile &one : *files) {
            QSaveFile file(into.filePath(one.name));
            if (!file.open(QIODevice::WriteOnly) || file.write(one.text) != one.text.size() || !file.commit())
                return fail(Error::Kind::File, file.fileName() + QStringLiteral(": ") + file.errorString());
        }
    }
    return {};
}

} // namespace bg
