// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/QuestionText.h"

#include "ui/words/ErrorText.h"
#include "ui/words/FindingText.h"
#include "ui/words/Translate.h"
#include "ui/words/Words.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace bg {

PanelText PanelText::of(const KeyProgress &moment)
{
    using Phase = KeyProgress::Phase;
    const QString label = moment.slot.label;
    const bool isAskedByWindows = moment.key && moment.key->asksByItself;
    switch (moment.phase) {
    case Phase::Insert:
        if (moment.slot.isForReset)
            return { words("Put the same key in again"),
                     words("Then touch it at once when it blinks. It can be erased in the first seconds only.") };
        if (moment.slot.isOutgoing)
            return { words("Insert the old key %1").arg(label),
                     words("The one that had this label until now. It is only cleaned.") };
        return { words("Insert the key labelled %1").arg(label),
                 words("Write the label on it first, if it has none.") };
    case Phase::Remove:
        if (moment.slot.isForReset)
            return { words("Take the key out"), words("Keep it in your hand: it goes in again at once.") };
        return { words("Take the key out"), words("Put it aside with its label %1.").arg(label) };
    case Phase::ChooseByTouch:
        return { words("Touch the key you mean"),
                 moment.trouble ? words("One key does not blink: %1").arg(ErrorText::of(*moment.trouble).happened)
                                : words("Several keys are inserted. The others are left alone.") };
    case Phase::Working:
        return { words("Leave the key in"), words("The wizard is talking to it.") };
    case Phase::Touch:
        if (isAskedByWindows)
            return { words("Windows shows a window of its own now"),
                     words("Choose the security key there, put in the one labelled %1, type its PIN and touch it.")
                         .arg(label) };
        if (moment.slot.isForReset)
            return { words("Touch the key now to erase it"), words("Take it out instead to leave it as it is.") };
        return { words("Touch the key now"),
                 moment.left.count() > 0
                     ? words("The light on the key is blinking. %1 seconds left.").arg(moment.left.count())
                     : words("The light on the key is blinking.") };
    case Phase::TouchToProve:
        if (isAskedByWindows)
            return { words("Windows shows its window once more"),
                     words("Choose the security key again, type its PIN and touch it: this proves that the key finds "
                           "its account by itself.") };
        return { words("Touch it once more"), words("This proves that the key finds its account by itself.") };
    case Phase::Done:
        return { words("Key %1 is registered and proven").arg(label), words("Put it aside with its label.") };
    case Phase::LeftOut:
        return { words("Key %1 was left out").arg(label),
                 words("Its place stays empty. Run the wizard again when a key is at hand.") };
    case Phase::Trouble: {
        const ErrorText trouble = moment.trouble ? ErrorText::of(*moment.trouble) : ErrorText();
        return { trouble.happened, trouble.remedy };
    }
    }
    return {};
}

PanelText PanelText::of(const PinQuestion &question)
{
    QString sentence;
    if (question.before)
        sentence = ErrorText::of(*question.before).happened + QLatin1Char(' ');
    if (question.isLast)
        sentence += words("This is the last try: a wrong PIN locks the key for good.");
    else if (question.isLastBeforeReinsert)
        sentence += words("One more wrong PIN, and the key must be taken out and inserted again.");
    else if (question.retriesLeft >= 0 && question.before)
        sentence += words("Tries left before the key locks: %1.").arg(question.retriesLeft);
    switch (question.purpose) {
    case PinQuestion::Purpose::Enter:
        return { (question.slot.isOutgoing ? words("Type the PIN of the old key %1") : words("Type the PIN of key %1"))
                     .arg(question.slot.label),
                 sentence };
    case PinQuestion::Purpose::Choose:
        return { words("Choose a PIN for key %1").arg(question.slot.label),
                 sentence + words("At least %1 characters.").arg(question.key.minimumPinLength) };
    case PinQuestion::Purpose::Change:
        return { words("Choose a new PIN for key %1").arg(question.slot.label),
                 sentence
                     + words("The key asks for a change. At least %1 characters.").arg(question.key.minimumPinLength) };
    }
    return {};
}

// What a consent is for, in plain words.
static QString consentSentence(const QJsonObject &facts)
{
    const QString consent = facts[QLatin1String("consent")].toString();
    if (consent == QLatin1String("signIn"))
        return words("Sign in as {userName} and accept: the wizard may then read how the tenant is set up, and change "
                     "nothing.");
    if (consent == QLatin1String("resourceManager"))
        return words("Sign in as {userName} and accept: the wizard may then create the alerts in your Azure "
                     "subscription.");
    return words("Sign in as {userName} and accept: the wizard may then make the changes that you reviewed.");
}

static QString scopesOf(const QJsonObject &facts)
{
    QStringList scopes;
    for (const QJsonValue &scope : facts[QLatin1String("scopes")].toArray())
        scopes += scope.toString();
    return words("Permissions that are asked for: %1")
        .arg(scopes.isEmpty() ? facts[QLatin1String("scopes")].toString() : scopes.join(QStringLiteral(", ")));
}

ConfirmText ConfirmText::of(const QString &questionId, const QJsonObject &facts)
{
    const auto say = [&facts](const QString &title, const QString &text, const QString &accept, const QString &refuse) {
        return ConfirmText{ filled(title, facts), filled(text, facts), accept, refuse, {}, false };
    };
    const auto openBrowser = [&facts](const QString &title, const QString &text, const QString &folded) {
        return ConfirmText{ filled(title, facts), filled(text, facts), words("Open the browser"), words("Stop here"),
                            folded, true };
    };
    const auto sayOfObject
        = [&facts](const QString &title, const QString &text, const QString &accept, const QString &refuse) {
              QJsonObject named = facts;
              for (const QString &list : { QStringLiteral("members"), QStringLiteral("owners"), QStringLiteral("methods") })
                  if (named[list].toArray().isEmpty())
                      named[list] = words("none");
              return ConfirmText{ filled(title, named), filled(text, named), accept, refuse, {}, false };
          };
    if (questionId == QLatin1String("replaceExistingPin"))
        return say(words("Key {label} has a PIN already"),
                   words("Replace it by a fresh one that is printed, or keep the one you typed?"), words("Replace it"),
                   words("Keep it"));
    if (questionId == QLatin1String("shareKey"))
        return say(words("This key already serves {otherUserName}, as {otherLabel}"),
                   words("Use it as {label} too? Losing it then costs both accounts a way in."),
                   words("Use it for both"), words("Take another key"));
    if (questionId == QLatin1String("resetKey") && facts[QLatin1String("isCertain")].toBool())
        return say(
            words("Nobody knows the PIN of this key"),
            words("A run that ended too soon made it and never printed it: {model} {serial}. Erasing frees the key "
                  "for {label}; what other services put there goes too."),
            words("Erase this key"), words("Leave it as it is"));
    if (questionId == QLatin1String("resetKey"))
        return say(
            words("Is the PIN of this key lost?"),
            words("A run that ended too soon set one on a {model} {serial} and never printed it. Erasing frees the "
                  "key for {label}; what other services put there goes too. Leave it if somebody knows its PIN."),
            words("Erase this key"), words("Leave it as it is"));
    if (questionId == QLatin1String("oldKeyAtHand"))
        return say(words("Is the key at hand that was {label} until now?"),
                   words("It no longer opens {userName}, but it still offers itself at sign-in: {model} {serial}. With "
                         "the key and its old PIN the wizard takes that off it."),
                   words("It is here"), words("It is not here"));
    if (questionId == QLatin1String("attestationDemanded"))
        return say(words("The tenant wants a certified key, and this model is not known here"),
                   words("{model}: the tenant may refuse it after you have touched it. Nothing is lost then but the "
                         "time."),
                   words("Try this key"), words("Take another key"));
    if (questionId == QLatin1String("notThatKey"))
        return say(words("This key was not {label}"),
                   words("The key that is looked for: {model} {serial}. Is another one at hand?"),
                   words("Look at another key"), words("Leave it"));
    if (questionId == QLatin1String("takeOverAccount"))
        return sayOfObject(words("{userPrincipalName} exists, and the directory does not say that you made it with this wizard"),
                   words("Its name: {displayName}. Made: {created}. Ways to sign in: {methods}. Take it over, with a "
                         "new password, new keys and Global Administrator?"),
                   words("Take it over"), words("Leave it alone"));
    if (questionId == QLatin1String("confirmAccounts"))
        return sayOfObject(words("Are these the emergency accounts?"),
                           words("{accounts}. Their exclusion group: {group}, with the members {members}. A record on "
                                 "this computer names them; the rest is as the directory shows it. Say no if you do "
                                 "not know one of them or one of their keys."),
                           words("They are"), words("No, stop here"));
    if (questionId == QLatin1String("takeOverGroup"))
        return sayOfObject(words("Use the group {displayName} for the exclusions?"),
                   words("It exists since {created}. Other members: {members}. Owners: {owners}. Whoever is in it is "
                         "excluded from every policy."), words("Use it"), words("Leave it alone"));
    if (questionId == QLatin1String("signIn.consent"))
        return openBrowser(words("Microsoft Entra asks for your consent"), consentSentence(facts), scopesOf(facts));
    if (questionId == QLatin1String("signIn.stepUp"))
        return openBrowser(words("The tenant requires a stronger sign-in"),
                           words("Sign in once more as {userName}; the run then continues."), {});
    if (questionId == QLatin1String("signIn.sessionEnded"))
        return openBrowser(words("The sign-in has ended"),
                           words("Sign in once more as {userName}; the run then continues."), {});
    return { words("The wizard needs an answer: %1").arg(questionId),
             QString::fromUtf8(QJsonDocument(facts).toJson(QJsonDocument::Compact)), words("Yes"), words("No"), {}, false };
}

QString troubleSubject(const QString &subject)
{
    const auto step = stepNamed(subject);
    return step ? stepTitle(*step, {}) : subject;
}

QString keyLine(const KeyFacts &key)
{
    QStringList parts{ key.model.isEmpty() ? words("Security key") : key.model };
    if (!key.firmware.isEmpty())
        parts += words("firmware %1").arg(key.firmware);
    if (!key.serial.isEmpty())
        parts += words("serial %1").arg(key.serial);
    return parts.join(QStringLiteral(" · "));
}

} // namespace bg
