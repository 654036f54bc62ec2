// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PracticeLink.h"

#include "fido/CborItem.h"

#include <QtEndian>

#include <utility>

namespace bg {

using namespace ctaphid;
using ctap2::Status;

namespace {

using namespace std::chrono_literals;

constexpr auto keepAliveEvery = 100ms; // CTAP 2.1 section 11.2.9.1.4
constexpr auto messageTimeout = 500ms; // between the reports of one message
constexpr unsigned char upNeeded = 2;

} // namespace

void PracticeLink::run(std::stop_token stop)
{
    m_stop = stop;
    while (!stop.stop_requested() && m_bus.isPlugged()) {
        const auto report = m_bus.nextForKey(m_incoming.isUnderWay() ? messageTimeout : 1000ms, stop);
        if (report) {
            take(*report);
        } else if (m_incoming.isUnderWay() && m_bus.isPlugged()) {
            complain(m_incoming.channel(), MessageTimeout);
            m_incoming.drop();
        }
    }
}

void PracticeLink::take(const Report &report)
{
    const quint32 channel = channelOf(report);
    const bool isInit = beginsMessage(report) && commandOf(report) == Init;
    if (channel == 0 || (channel == broadcast && !isInit) || (channel != broadcast && !m_channels.contains(channel))) {
        complain(channel, InvalidChannel);
        return;
    }
    if (m_incoming.isUnderWay() && channel != m_incoming.channel() && !isInit) {
        complain(channel, ChannelBusy);
        return;
    }
    if (!beginsMessage(report) && !m_incoming.isUnderWay())
        return; // a stray continuation is ignored: section 11.2.4
    if (beginsMessage(report) && m_incoming.isUnderWay() && !isInit && commandOf(report) != Cancel) {
        m_incoming.drop();
        complain(channel, InvalidSequence);
        return;
    }
    if (const auto trouble = m_incoming.take(report)) {
        complain(channel, *trouble);
        return;
    }
    if (m_incoming.isComplete())
        execute(m_incoming.takeMessage());
}

void PracticeLink::initialise(const Message &message)
{
    if (message.payload.size() != 8) {
        complain(message.channel, InvalidLength);
        return;
    }
    quint32 given = message.channel;
    if (given == broadcast) {
        given = m_nextChannel++;
        m_channels.insert(given);
    }
    constexpr unsigned char canWink = 0x01, canCbor = 0x04, noMsg = 0x08;
    QByteArray payload = message.payload + QByteArray(4, '\0');
    qToBigEndian<quint32>(given, payload.data() + 8);
    payload += char(2); // CTAPHID protocol version
    for (const unsigned char part : m_state.dials.firmware)
        payload += char(part);
    payload += char(m_state.dials.isU2fOnly ? canWink : canWink | canCbor | noMsg);
    answer({ message.channel, Init, payload });
}

void PracticeLink::execute(const Message &message)
{
    if (message.command == Init) {
        initialise(message);
        return;
    }
    if (m_state.dials.busyAnswers > 0 && message.command == Cbor) {
        --m_state.dials.busyAnswers;
        complain(message.channel, ChannelBusy);
        return;
    }
    m_busyWith = message.channel;
    switch (message.command) {
    case Ping:
        answer(message);
        break;
    case Wink:
        answer({ message.channel, Wink, {} });
        break;
    case Cancel:
        break; // nothing to cancel: no answer
    case Cbor:
        if (m_state.dials.isU2fOnly)
            complain(message.channel, InvalidCommand);
        else if (message.payload.isEmpty())
            complain(message.channel, InvalidLength);
        else if (m_state.dials.fallsSilentAtCommand > 0
                 && ++m_state.commandsHeard >= m_state.dials.fallsSilentAtCommand)
            break;
        else
            answer({ message.channel, Cbor, cbor(message.payload) });
        break;
    case Msg:
        u2f(message);
        break;
    case VendorReadConfig:
        readConfig(message);
        break;
    default:
        complain(message.channel, InvalidCommand);
    }
    m_busyWith = 0;
}

std::optional<QByteArray> PracticeLink::oddAnswer(const QCborMap &request, std::uint8_t command)
{
    PracticeDials &dials = m_state.dials;
    const bool isProof = command == ctap2::GetAssertion && request.value(5).toMap().value(QLatin1String("up")).toBool(true);
    if (isProof && std::exchange(dials.isPulledOutAtProof, false)) {
        m_bus.unplug();
        return QByteArray();
    }
    if (dials.oddAnswers > 0 && (isProof || command == ctap2::MakeCredential)) {
        --dials.oddAnswers;
        return QByteArray(1, char(dials.oddAnswer));
    }
    return std::nullopt;
}

QByteArray PracticeLink::cbor(const QByteArray &request)
{
    const auto command = static_cast<std::uint8_t>(request.front());
    const auto status = [](Status code) { return QByteArray(1, char(code)); };
    QCborMap members;
    if (request.size() > 1) {
        const auto value = cborItem(request.sliced(1));
        if (!value)
            return status(Status::InvalidCbor);
        if (!value->isMap())
            return status(Status::CborUnexpectedType);
        members = value->toMap();
    }
    if (const auto odd = oddAnswer(members, command))
        return *odd;
    const bool isNew = !m_state.dials.isCtap20;
    ctap2::Answer result = ctap2::refuse(Status::InvalidCommand);
    if (command != ctap2::GetNextAssertion)
        m_state.nextAssertions.clear();
    switch (command) {
    case ctap2::MakeCredential:
        result = makeCredential(m_state, members, *this);
        break;
    case ctap2::GetAssertion:
        result = getAssertion(m_state, members, *this);
        break;
    case ctap2::GetNextAssertion:
        result = getNextAssertion(m_state);
        break;
    case ctap2::GetInfo:
        result = getInfo(m_state);
        break;
    case ctap2::ClientPin:
        result = m_state.pin.handle(members);
        break;
    case ctap2::Reset:
        result = reset(m_state, *this);
        break;
    case ctap2::CredentialManagement:
    case ctap2::CredentialManagementPreview: // what libfido2 1.12 sends; YubiKeys take both
        if (isNew && m_state.dials.hasCredentialManagement)
            result = manageCredentials(m_state, members);
        break;
    case ctap2::AuthenticatorConfig:
        if (isNew && m_state.dials.hasConfiguration)
            result = configure(m_state, members);
        break;
    case ctap2::Selection:
        if (isNew)
            result = ask() == Status::Ok ? ctap2::Answer(QCborMap()) : ctap2::refuse(Status::OperationDenied);
        break;
    default:
        break;
    }
    if (!result)
        return status(result.error());
    return status(Status::Ok) + (result->isEmpty() ? QByteArray() : encoded(*result));
}

// U2F raw messages: only the version, and only on a key that knows nothing newer.
void PracticeLink::u2f(const Message &message)
{
    constexpr char version = 0x03;
    if (!m_state.dials.isU2fOnly)
        complain(message.channel, InvalidCommand);
    else if (message.payload.size() >= 2 && message.payload.at(1) == version)
        answer({ message.channel, Msg, QByteArray("U2F_V2\x90\x00", 8) });
    else
        answer({ message.channel, Msg, QByteArray("\x6d\x00", 2) }); // ISO 7816: instruction not supported
}

void PracticeLink::readConfig(const Message &message)
{
    using Config = PracticeDials::ConfigAnswer;
    const PracticeDials &dials = m_state.dials;
    const bool hasPage = !message.payload.isEmpty();
    if (dials.configAnswer == Config::Unknown || hasPage != (dials.configAnswer == Config::WithPage)) {
        complain(message.channel, InvalidCommand);
        return;
    }
    QByteArray tags = QByteArray::fromHex("0102023b") + QByteArray::fromHex("0302023b"); // USB supported, enabled
    if (dials.serial != 0) {
        QByteArray serial(4, '\0');
        qToBigEndian<quint32>(dials.serial, serial.data());
        tags += QByteArray("\x02\x04", 2) + serial;
    }
    tags += QByteArray("\x04\x01", 2) + char(dials.formFactor);
    tags += QByteArray("\x05\x03", 2);
    for (const unsigned char part : dials.firmware)
        tags += char(part);
    tags += QByteArray::fromHex("0a0100") + QByteArray::fromHex("0d02023b") + QByteArray::fromHex("0e02023b");
    answer({ message.channel, VendorReadConfig, char(tags.size()) + tags });
}

void PracticeLink::answer(const Message &message)
{
    if (m_state.dials.link > 0ms) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        const auto left = std::chrono::steady_clock::now();
        std::condition_variable_any().wait_for(lock, m_stop, m_state.dials.link, [] { return false; });
        m_state.onTheWay = m_state.onTheWay.load() + (std::chrono::steady_clock::now() - left);
    }
    for (const Report &report : split(message))
        m_bus.toMachine(report);
}

void PracticeLink::complain(std::uint32_t channel, Trouble trouble)
{
    for (const Report &report : split({ channel, ErrorAnswer, QByteArray(1, char(trouble)) }))
        m_bus.toMachine(report);
}

std::optional<Status> PracticeLink::whileWaiting(const Report &report)
{
    const quint32 channel = channelOf(report);
    if (!beginsMessage(report))
        return std::nullopt;
    if (commandOf(report) == Init) {
        Reassembly init;
        if (!init.take(report) && init.isComplete())
            initialise(init.takeMessage());
        return channel == m_busyWith ? std::optional(Status::KeepaliveCancel) : std::nullopt;
    }
    if (channel != m_busyWith) {
        complain(channel, ChannelBusy);
        return std::nullopt;
    }
    return commandOf(report) == Cancel && !m_state.dials.ignoresCancel ? std::optional(Status::KeepaliveCancel)
                                                                       : std::nullopt;
}

Status PracticeLink::ask()
{
    const PracticeDials &dials = m_state.dials;
    const bool isTouchGiven = !dials.isNeverTouched && ++m_state.touchesAsked != dials.untouched;
    const auto began = std::chrono::steady_clock::now();
    auto nextKeepAlive = began;
    while (m_bus.isPlugged() && !m_stop.stop_requested()) {
        const auto now = std::chrono::steady_clock::now();
        if (now >= nextKeepAlive) {
            for (const Report &report : split({ m_busyWith, KeepAlive, QByteArray(1, char(upNeeded)) }))
                m_bus.toMachine(report);
            nextKeepAlive += keepAliveEvery;
        }
        const bool isTouched = m_isTouched ? m_isTouched() : now - began >= dials.touchAfter;
        if (isTouched && isTouchGiven)
            return Status::Ok;
        if (now - began >= dials.touchLimit)
            return Status(dials.touchLimitCode);
        if (const auto report = m_bus.nextForKey(10ms, m_stop))
            if (const auto ended = whileWaiting(*report))
                return *ended;
    }
    return Status::KeepaliveCancel;
}

} // namespace bg
