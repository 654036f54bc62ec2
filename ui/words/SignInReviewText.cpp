// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/SignInReviewText.h"

#include "ui/words/Translate.h"

#include <QLocale>

namespace bg {

namespace {

QString moment(const QDateTime &when)
{
    return QLocale().toString(when.toLocalTime(), QLocale::ShortFormat);
}

} // namespace

QString useReasonText(SignInReason reason)
{
    switch (reason) {
    case SignInReason::Unexplained:
        return words("nobody has said yet");
    case SignInReason::Ours:
        return words("the proof after a run");
    case SignInReason::Drill:
        return words("a drill");
    case SignInReason::Emergency:
        return words("an emergency");
    case SignInReason::Misuse:
        return words("none of us: a misuse");
    }
    return {};
}

QString useHeadline(const AccountSignIn &use)
{
    const QString as = use.userPrincipalName;
    return use.gotIn() ? words("%1 · signed in as %2").arg(moment(use.when), as)
                       : words("%1 · tried to sign in as %2, and was refused").arg(moment(use.when), as);
}

QString useDetails(const AccountSignIn &use)
{
    QStringList parts{ use.application };
    parts += use.place.isEmpty() ? use.ipAddress : words("%1, %2").arg(use.ipAddress, use.place);
    if (!use.methods.isEmpty())
        parts += use.methods.join(QStringLiteral(", "));
    if (!use.isInteractive)
        parts += words("without a person, by an earlier session");
    if (use.conditionalAccess == QLatin1String("notApplied"))
        parts += words("no policy stood in the way");
    else if (use.conditionalAccess == QLatin1String("success"))
        parts += words("the policies let it in");
    else if (use.conditionalAccess == QLatin1String("failure"))
        parts += words("a policy stopped it");
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString actionText(const AuditedAction &action)
{
    const QString what = action.targets.isEmpty()
        ? action.activity
        : words("%1: %2").arg(action.activity, action.targets.join(QStringLiteral(", ")));
    return words("%1 · %2").arg(moment(action.when), what);
}

QString methodText(const UnknownAuthMethod &method)
{
    const QString &type = method.type;
    const QString kind = type == QLatin1String("fido2AuthenticationMethod")   ? words("a security key or passkey")
        : type == QLatin1String("phoneAuthenticationMethod")                  ? words("a phone")
        : type == QLatin1String("emailAuthenticationMethod")                  ? words("an e-mail address")
        : type == QLatin1String("microsoftAuthenticatorAuthenticationMethod") ? words("Microsoft Authenticator")
        : type == QLatin1String("temporaryAccessPassAuthenticationMethod")    ? words("a temporary access pass")
        : type == QLatin1String("softwareOathAuthenticationMethod")           ? words("an app for codes")
                                                                              : type;
    QString text = method.displayName.isEmpty() ? kind : words("%1 called “%2”").arg(kind, method.displayName);
    if (method.created.isValid())
        text = words("%1, added on %2").arg(text, moment(method.created));
    return text;
}

QString blindText(const QString &blind)
{
    if (blind == QLatin1String("licence"))
        return words("Sign-ins cannot be seen: the tenant has no licence for their log (Entra ID P1). Ask in the "
                     "portal's own log, which keeps seven days.");
    if (blind == QLatin1String("retention"))
        return words("The logs reach back 30 days. What is older cannot be seen here; look where the alerts keep their "
                     "copy.");
    if (blind == QLatin1String("nonInteractive"))
        return words("Sign-ins without a person, by an earlier session, cannot be seen here.");
    if (blind == QLatin1String("signIns"))
        return words("The sign-in log is closed to you. A Security Reader can see it.");
    if (blind == QLatin1String("deeds"))
        return words("What the accounts did cannot be seen: the audit log is closed to you.");
    if (blind == QLatin1String("methods"))
        return words("The accounts' ways to sign in cannot be read.");
    return blind;
}

} // namespace bg
