// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/FidoKey.h"

#include <cstdint>
#include <cstdlib>

using namespace bg;

namespace {

// A hostile key: it opens a channel as it should, and answers every command with the next piece of what was given: a
// length in two bytes, then so many bytes. Then it is gone.
class HostilePort final : public HidPort {
public:
    HostilePort(const std::uint8_t *bytes, std::size_t size) : m_bytes(bytes), m_left(size) { }
    Reading read(ctaphid::Report &report, std::chrono::milliseconds) override
    {
        if (m_answer.isEmpty())
            return Reading::Gone;
        report = m_answer.takeFirst();
        return Reading::Got;
    }
    bool write(const ctaphid::Report &report) override
    {
        m_asked.take(report);
        if (!m_asked.isComplete())
            return true;
        ctaphid::Message message = m_asked.takeMessage();
        if (message.command == ctaphid::Init)
            message.payload = message.payload.left(8) + QByteArray("\0\0\0\x05\x02\x05\x07\x01\x05", 9);
        else
            message.payload = next();
        m_answer = ctaphid::split(message);
        return true;
    }

private:
    QByteArray next()
    {
        if (m_left < 2)
            return {};
        const std::size_t size = std::min<std::size_t>(std::size_t(m_bytes[0] << 8 | m_bytes[1]) % 4096, m_left - 2);
        const QByteArray piece(reinterpret_cast<const char *>(m_bytes) + 2, qsizetype(size));
        m_bytes += 2 + size;
        m_left -= 2 + size;
        return piece;
    }

    const std::uint8_t *m_bytes;
    std::size_t m_left;
    ctaphid::Reassembly m_asked;
    QList<ctaphid::Report> m_answer;
};

} // namespace

// What a key says of itself, of what it holds, and of the passkey it makes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    SeenKey seen;
    seen.vendorId = bytes[0] & 1 ? 0x1050 : 0x1234;
    const auto key = FidoKey::open(seen, std::make_unique<HostilePort>(bytes + 1, size - 1), {});
    if (!key)
        return 0;
    CreationOptions options;
    options.challengeTimeout = QDateTime::currentDateTimeUtc().addSecs(300);
    options.challenge = QStringLiteral("c29tZS1jaGFsbGVuZ2U");
    options.rpId = options.rpName = QStringLiteral("login.example.com");
    options.userId = "OF:account-1";
    options.userName = options.userDisplayName = QStringLiteral("bg-1@contoso.onmicrosoft.com");
    options.algorithms = { -7, -257 };
    if (bytes[0] & 2)
        (void)(*key)->held(options.rpId, { QByteArray(16, 'x') }, {});
    const auto made = (*key)->makeCredential(options, Secret::copyOf("48151623"), {}, {});
    if (made && made->credentialId.isEmpty())
        std::abort();
    return 0;
}
