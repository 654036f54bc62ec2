// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/RunView.h"

#include <QListWidget>

namespace bg {

// The steps of one lane or of all, a real list whose rows grow with what they say.
class StepList final : public QListWidget {
    Q_OBJECT

public:
    explicit StepList(QWidget *parent = nullptr);
    void show(const QList<StepRow> &rows);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
};

} // namespace bg
