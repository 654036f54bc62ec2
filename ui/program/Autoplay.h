// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/RunRecord.h"
#include "ui/PageId.h"
#include "ui/program/ScreenshotRecorder.h"
#include "ui/program/ScriptedOperator.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <set>

namespace bg {

class Composition;
class Window;

// Drives the wizard as a person would, page by page, and leaves sheets, record, journal and pictures in a folder. It
// acts on what the model tells and never sleeps to wait for it.
class Autoplay final : public QObject {
    Q_OBJECT

public:
    struct Outcome {
        int exitCode = 0;
        QString sentence; // for standard error; empty when all went well
    };

    Autoplay(Composition &composition, Window &window, QString folder);
    ~Autoplay() override;

    // Runs the event loop until the walk is over. For the GUI thread.
    Outcome play();

private:
    QString outFolder() const;
    void clearFolder();
    void think();
    void lookAt(PageId page);
    void act(PageId page);
    void beginSetUp();
    void endSetUp();
    void drill();
    void explainSignIns();
    void repair();
    void leaveRecord(const QString &failure = {});
    void leaveEvidence(const RunRecord &record);
    void fail(const Error &error);
    void end(Outcome outcome);

    Composition &m_composition;
    Window &m_window;
    QString m_folder;
    ScreenshotRecorder m_album;
    ScriptedOperator m_person;
    QTimer m_thought; // one thought after any number of signals
    QTimer m_glance; // a page is looked at when it had time to settle
    QTimer m_patience; // for a key that nobody puts in
    std::optional<Error> m_gaveUp;
    std::optional<PageId> m_seen;
    bool m_isSeen = false;
    bool m_hasAsked = false; // the page's own action was taken
    std::optional<Mode> m_afterSetUp; // what was asked for, while accounts are set up to practise it with
    bool m_isOver = false;
    std::set<QString> m_extraPictures;
    Outcome m_outcome;
};

} // namespace bg
