// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Look.h"

#include <QFrame>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

namespace bg {

enum class Tone { Plain, Muted, Ok, Warning, Stop, Accent };

// The labels, cards and buttons that all pages are made of. Texts wrap.
QLabel *makeText(const QString &text, Tone tone = Tone::Plain, Size size = Size::Text, bool isBold = false);
// The texts of a message box, the second smaller, the third behind a button where there is one; Qt would take the first
// two for HTML where they look like it.
void setPlainText(QMessageBox &box, const QString &headline, const QString &sentence, const QString &details = {});
void setTone(QWidget *widget, Tone tone);
QFrame *makeCard();
QFrame *makeRule();
// `name` is the object name by which tests and autoplay find it.
QPushButton *makeButton(const QString &text, const QString &name);
QPushButton *makeLink(const QString &text, const QString &name);

// Empties a layout, widgets and all, for what is drawn anew from the model.
void clear(QLayout *layout);

} // namespace bg
