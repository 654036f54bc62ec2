// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Worker.h"
#include "ui/pages/Page.h"

namespace bg {

class ErrorCard;
class FindingList;
class UndoList;

class DonePage final : public Page {
    Q_OBJECT

public:
    explicit DonePage(WizardModel &model);
    void initializePage() override { refresh(); }

private:
    void refresh();
    void showSession();
    void saveCalendar();
    void saveEvidence();
    void saveAlerts();
    void addSteps();
    void save(const QString &title, const QList<std::pair<QString, QByteArray>> &files);

    QVBoxLayout *m_truths, *m_next;
    FindingList *m_findings;
    QPushButton *m_calendar, *m_evidence, *m_alertFiles, *m_signOut, *m_endSessions;
    QPushButton *m_policies;
    UndoList *m_undo;
    QLabel *m_session;
    ErrorCard *m_error;
    Worker m_drawing;
};

} // namespace bg
