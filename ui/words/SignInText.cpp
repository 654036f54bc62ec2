// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/SignInText.h"

#include "app/auth/SignInRequest.h"
#include "app/base/VisibleText.h"

#include <QCoreApplication>

#include <algorithm>

namespace bg {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SignInText", text);
}

// By what it contacts: a file may call its cloud "global".
bool isOfMicrosoft(const Cloud &cloud)
{
    const QList<Cloud> all = Cloud::known();
    return std::any_of(all.begin(), all.end(), [&](const Cloud &known) {
        return known.login == cloud.login && known.graph == cloud.graph
            && known.resourceManager == cloud.resourceManager;
    });
}

} // namespace

SignInText SignInText::of(const QString &clientId, bool isUnsealed, const Cloud &cloud)
{
    SignInText text;
    const bool isUsual = clientId.isEmpty()
        || clientId.compare(graphCommandLineTools(), Qt::CaseInsensitive) == 0;
    text.app = isUsual ? tr("Microsoft Graph Command Line Tools, %1").arg(graphCommandLineTools())
                       : tr("an app registration that is not Microsoft's, %1").arg(visibleText(clientId));
    text.login = visibleText(cloud.login.authority());
    if (isUnsealed)
        text.warnings.append(tr("This app was not chosen here: a settings file names it, and this computer did not seal "
                                "that line. Somebody else may have written it."));
    else if (!isUsual)
        text.warnings.append(tr("Whoever owns this app can use what you agree to. Compare its id with the one in your "
                                "tenant's app registrations."));
    if (!isOfMicrosoft(cloud))
        text.warnings.append(tr("This login is none of Microsoft's clouds: a file names it. Tokens, passwords and all "
                                "changes go to %1.")
                                 .arg(visibleText(QStringList{ cloud.login.authority(),
                                                               cloud.graph.authority(),
                                                               cloud.resourceManager.authority() }
                                                      .join(QStringLiteral(", ")))));
    return text;
}

} // namespace bg
