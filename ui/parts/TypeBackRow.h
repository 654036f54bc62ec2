// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/TypeBack.h"
#include "ui/parts/SecretField.h"

#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

#include <vector>

namespace bg {

class MarkLabel;

// The fields into which the operator types a printed sheet back, one per group, each with its tick. What is typed is
// compared at once and never shown.
class TypeBackRow final : public QWidget {
    Q_OBJECT

public:
    explicit TypeBackRow(QWidget *parent = nullptr);
    // `typeBack` outlives the fields; null empties them.
    void show(TypeBack *typeBack);

Q_SIGNALS:
    void checked();

private:
    struct Group {
        SecretField *field;
        MarkLabel *mark;
    };
    void check(int index);

    TypeBack *m_typeBack = nullptr;
    QVBoxLayout *m_rows;
    std::vector<Group> m_groups;
};

} // namespace bg
