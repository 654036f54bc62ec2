// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// What a statement of app/model/Questionnaire.h says, as a sentence to be answered with yes or no. Empty for no
// statement of that id.
QString statementText(const QString &statement);

} // namespace bg
