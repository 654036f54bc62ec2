// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>

namespace bg {

// Bytes that must burn: a password, a PIN, a token. They lie on OpenSSL's locked secure heap, are wiped when the
// object ends, cannot be copied by accident and leave by one door, reveal(). Thread-compatible, like a std::string.
class Secret {
public:
    Secret() = default;
    // Takes a copy and wipes the source. `bytes` must be the only reference to its buffer, else the others keep it.
    static Secret taking(QByteArray &bytes);
    static Secret copyOf(QByteArrayView bytes);
    // `size` zero bytes, to be filled through writable().
    static Secret ofSize(std::size_t size);

    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    // The only way out. The view dies with this object; whoever copies it wipes the copy. A lint lists all callers.
    QByteArrayView reveal() const { return {m_bytes, qsizetype(m_size)}; }
    unsigned char *writable() { return reinterpret_cast<unsigned char *>(m_bytes); }

    // A second one, for an owner with another lifetime. Named, so that it is seen in review.
    Secret duplicate() const { return copyOf(reveal()); }
    // Constant time in the contents, not in the length.
    bool equals(QByteArrayView other) const;
    bool equals(const Secret &other) const { return equals(other.reveal()); }

    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    void clear();

    // Sets up the secure heap (1 MiB). Call once, first thing in main(). False when the memory could not be locked:
    // secrets then still are wiped, but may reach the swap.
    static bool lockHeap();

private:
    char *m_bytes = nullptr;
    std::size_t m_size = 0;
};

// Overwrites the bytes of an array that had to hold a secret for one call, with all the room it has, then empties it.
// False, and a critical message, when the buffer has another owner: then nothing was overwritten, which is a defect.
bool wipe(QByteArray &bytes);
bool wipe(QString &text);

} // namespace bg
