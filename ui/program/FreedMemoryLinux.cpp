// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/FreedMemory.h"

#include <cstdlib>
#include <cstring>

#include <malloc.h>
#include <strings.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define BG_OTHER_ALLOCATOR
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define BG_OTHER_ALLOCATOR
#endif

#ifndef BG_OTHER_ALLOCATOR

// mallopt(M_PERTURB) does not reach what goes to a thread's cache, which is every block of up to 1032 bytes: passwords
// and PINs (glibc 2.36, malloc.c, _int_free). The C library lets a program have these two functions of its own and keeps
// its own under the other name.
extern "C" {

void __libc_free(void *block) noexcept;

void free(void *block) noexcept
{
    if (!block)
        return;
    explicit_bzero(block, malloc_usable_size(block));
    __libc_free(block);
}

// The library's own would free the old block by itself, or cut off its end.
void *realloc(void *block, std::size_t size) noexcept
{
    if (!block)
        return malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    const std::size_t room = malloc_usable_size(block);
    if (size <= room && size >= room / 2)
        return block;
    void *moved = malloc(size);
    if (!moved)
        return nullptr;
    std::memcpy(moved, block, size < room ? size : room);
    free(block);
    return moved;
}

} // extern "C"

#endif

namespace bg {

bool isFreedMemoryWiped()
{
#ifdef BG_OTHER_ALLOCATOR
    return false;
#else
    return true;
#endif
}

} // namespace bg
