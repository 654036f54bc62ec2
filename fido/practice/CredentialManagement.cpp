// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PracticeState.h"

#include <algorithm>

namespace bg {

using namespace ctap2;

namespace {

enum Subcommand { Metadata = 1, RpsBegin = 2, RpsNext = 3, CredentialsBegin = 4, CredentialsNext = 5, Delete = 6 };
enum Member { Sub = 1, SubParameters = 2, Protocol = 3, AuthParam = 4 };

QList<PracticeCredential> residents(const PracticeState &state)
{
    QList<PracticeCredential> list;
    std::ranges::copy_if(state.credentials, std::back_inserter(list), &PracticeCredential::isResident);
    return list;
}

Answer first(QList<QCborMap> &list, int totalKey)
{
    if (list.isEmpty())
        return refuse(Status::NoCredentials);
    QCborMap answer = list.takeFirst();
    answer.insert(totalKey, qint64(list.size() + 1));
    return answer;
}

Answer next(QList<QCborMap> &list)
{
    if (list.isEmpty())
        return refuse(Status::NotAllowed);
    return list.takeFirst();
}

Answer relyingParties(PracticeState &state)
{
    state.nextRelyingParties.clear();
    QStringList seen;
    for (const PracticeCredential &one : residents(state)) {
        if (seen.contains(one.rpId))
            continue;
        seen.append(one.rpId);
        state.nextRelyingParties.append(
            { { 3, QCborMap{ { QStringLiteral("id"), one.rpId } } }, { 4, sha256(one.rpId.toUtf8()) } });
    }
    return first(state.nextRelyingParties, 5);
}

Answer credentialsOf(PracticeState &state, const QByteArray &rpIdHash)
{
    QList<PracticeCredential> found;
    for (const PracticeCredential &one : residents(state))
        if (sha256(one.rpId.toUtf8()) == rpIdHash)
            found.append(one);
    state.nextCredentials.clear();
    for (const PracticeCredential &one : found) {
        QCborMap answer{ { 6, one.user }, { 7, descriptor(one.id) }, { 8, one.key.cose(-7) } };
        if (state.nextCredentials.isEmpty())
            answer.insert(9, qint64(found.size()));
        answer.insert(10, one.protection);
        state.nextCredentials.append(answer);
    }
    return state.nextCredentials.isEmpty() ? refuse(Status::NoCredentials) : Answer(state.nextCredentials.takeFirst());
}

Answer removeOne(PracticeState &state, const QByteArray &id)
{
    if (state.credentials.removeIf([&](const PracticeCredential &one) { return one.isResident && one.id == id; }) == 0)
        return refuse(Status::NoCredentials);
    return QCborMap();
}

} // namespace

Answer manageCredentials(PracticeState &state, const QCborMap &request)
{
    const auto sub = number(request, Sub);
    if (!sub)
        return refuse(sub.error());
    if (*sub == RpsNext)
        return next(state.nextRelyingParties);
    if (*sub == CredentialsNext)
        return next(state.nextCredentials);

    const auto parameter = bytes(request, AuthParam);
    if (!parameter)
        return refuse(Status::PuatRequired);
    const auto protocol = number(request, Protocol);
    if (!protocol)
        return refuse(protocol.error());
    const QCborMap sent = request.value(SubParameters).toMap();
    const QByteArray message
        = QByteArray(1, char(*sub)) + (request.contains(SubParameters) ? encoded(sent) : QByteArray());
    if (const Status status = state.pin.check(*protocol, message, *parameter, MayManage); status != Status::Ok)
        return refuse(status);
    switch (*sub) {
    case Metadata:
        return QCborMap{ { 1, qint64(residents(state).size()) }, { 2, state.freeSlots() } };
    case RpsBegin:
        return relyingParties(state);
    case CredentialsBegin:
        return credentialsOf(state, sent.value(1).toByteArray());
    case Delete:
        return removeOne(state, sent.value(2).toMap().value(QLatin1String("id")).toByteArray());
    default:
        return refuse(Status::InvalidSubcommand);
    }
}

} // namespace bg
