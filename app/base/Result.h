// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

#include <tl/expected.hpp>

#include <utility>

namespace bg {

// A value or the reason why there is none. No exception crosses a function of ours.
template <typename T>
using Result = tl::expected<T, Error>;

// return fail(Error::Kind::File, path);
inline tl::unexpected<Error> fail(Error::Kind kind, QString detail = {})
{
    Error error;
    error.kind = kind;
    error.detail = std::move(detail);
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

} // namespace bg
