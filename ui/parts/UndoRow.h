// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/PolicyChange.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include <optional>

namespace bg {

class MarkLabel;

// One changed policy: what was changed, "Put back", and what became of it.
class UndoRow final : public QFrame {
    Q_OBJECT

public:
    explicit UndoRow(const PolicyChange &change, QWidget *parent = nullptr);
    // Nothing while it was not tried; `isFree` when it can be tried now.
    void show(const std::optional<UndoneChange> &outcome, bool isFree);
    const PolicyChange &change() const { return m_change; }

Q_SIGNALS:
    void chosen();

private:
    PolicyChange m_change;
    MarkLabel *m_mark;
    QLabel *m_text;
    QPushButton *m_putBack;
};

} // namespace bg
