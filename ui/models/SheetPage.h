// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/sheet/SheetRenderer.h"
#include "app/sheet/TypeBack.h"
#include "ui/models/Question.h"

#include <optional>
#include <vector>

namespace bg {

// How the sheets of a run look: its paper, and its language or else the system's.
SheetLook sheetLook(const DesiredState &desired, SecretInk ink);

// One page of paper of the sheet at work: a password or one part of it, a PIN, a one-time password, or one of the open
// pages. It keeps the question, and with it the secret, alive.
class SheetPage {
public:
    // All pages of the question; the password is split once, here. Errors as splitPassword().
    static Result<std::vector<std::shared_ptr<SheetPage>>> of(const QuestionPtr &question, PasswordShape shape);

    bool isSecret() const
    {
        return m_kind == SheetKind::Credential || m_kind == SheetKind::Pin || m_kind == SheetKind::OneTime;
    }
    // A line can be written by hand as well.
    bool mayStayUnprinted() const { return m_kind == SheetKind::Slip; }
    SheetKind kind() const { return m_kind; }
    QString title() const; // "Sealed sheet of harbour.north, part 1 of 2"
    // Both run on any thread and take well under a second; errors as SheetRenderer.
    Result<Secret> pdf(const SheetLook &look) const;
    Result<QImage> preview(const SheetLook &look, int dpi) const;
    TypeBack typeBack() const;

private:
    QuestionPtr m_question;
    SheetKind m_kind = SheetKind::Credential;
    PasswordPart m_part; // of a credential sheet or a one-time slip
};

} // namespace bg
