// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// What a printer means for a secret. Allowed: wired to this machine. Warned: may be used once the operator has read
// why. Refused: it makes a file, a fax or a copy somewhere else.
enum class Trust { Allowed, Warned, Refused };

// Why, as a word for ui/ to make a sentence of.
enum class TrustReason {
    Local, // usb, parallel, serial
    Network, // ipps: encrypted, but others can reach it and it may keep jobs
    ClearText, // socket, lpd, ipp, http, smb: the page crosses the network in clear
    Shared, // this machine offers it to others
    Unknown, // its address says nothing we know
    MakesFile, // cups-pdf, file:, "Print to PDF", XPS, OneNote
    Fax,
    Cloud, // universal or cloud print
};

struct Printer {
    QString name; // the queue's name, what print() takes
    QString description; // "HP LaserJet in room 1.02"; may be empty
    QString address; // device URI without user or password
    bool isDefault = false;
    bool acceptsJobs = true;
    QString state; // the printer's own words for what stops it ("media-empty"); empty when it is ready
    bool takesA4 = true, takesLetter = true;
    Trust trust = Trust::Warned;
    TrustReason reason = TrustReason::Unknown;
};

struct Judgement {
    Trust trust;
    TrustReason reason;
};

// From what the print system says of a queue: device URI, make and model, and whether it is shared.
Judgement judgePrinter(const QString &deviceUri, const QString &makeAndModel, bool isShared);

} // namespace bg
