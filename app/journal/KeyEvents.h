// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/EventMembers.h"

namespace bg {

// About a credential that was made on a key.
struct KeyNote {
    QString step;
    QString subject;
    ObjectId objectId;
    QString credentialId;
    QString aaguid;
    QString model;
    QString serial;
    QString firmware;
    QString label;
    bool pinChosen = false; // the PIN is one that the person chose

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &KeyNote::step },
                           EventMember{ "subject", &KeyNote::subject },
                           EventMember{ "objectId", &KeyNote::objectId },
                           EventMember{ "credentialId", &KeyNote::credentialId },
                           EventMember{ "aaguid", &KeyNote::aaguid },
                           EventMember{ "model", &KeyNote::model },
                           EventMember{ "serial", &KeyNote::serial },
                           EventMember{ "firmware", &KeyNote::firmware },
                           EventMember{ "label", &KeyNote::label },
                           EventMember{ "pinChosen", &KeyNote::pinChosen } };
    }
    friend bool operator==(const KeyNote &, const KeyNote &) = default;
};

// It is about to be registered.
struct KeyBegun : KeyNote {
    static constexpr QLatin1String Name{ "keyBegun" };
};

// It is registered and signs in.
struct KeyProven : KeyNote {
    static constexpr QLatin1String Name{ "keyProven" };
};

// The tenant does not have it, and it is not on the key any more.
struct KeyTakenBack : KeyNote {
    static constexpr QLatin1String Name{ "keyTakenBack" };
};

// It was registered and given up before it was proven: it is out of the tenant again.
struct KeyWithdrawn : KeyNote {
    static constexpr QLatin1String Name{ "keyWithdrawn" };
};

// The key of that credential is to get a successor.
struct KeyReplacing {
    static constexpr QLatin1String Name{ "keyReplacing" };
    QString step;
    QString subject;
    ObjectId objectId;
    QString credentialId;
    QString methodId;
    QString aaguid;
    QString model;
    QString serial;
    QString firmware;
    QString label;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &KeyReplacing::step },
                           EventMember{ "subject", &KeyReplacing::subject },
                           EventMember{ "objectId", &KeyReplacing::objectId },
                           EventMember{ "credentialId", &KeyReplacing::credentialId },
                           EventMember{ "methodId", &KeyReplacing::methodId },
                           EventMember{ "aaguid", &KeyReplacing::aaguid },
                           EventMember{ "model", &KeyReplacing::model },
                           EventMember{ "serial", &KeyReplacing::serial },
                           EventMember{ "firmware", &KeyReplacing::firmware },
                           EventMember{ "label", &KeyReplacing::label } };
    }
    friend bool operator==(const KeyReplacing &, const KeyReplacing &) = default;
};

// The old key is out of the tenant.
struct KeyRetired {
    static constexpr QLatin1String Name{ "keyRetired" };
    QString step;
    QString subject;
    ObjectId objectId;
    QString credentialId;
    QString stillHolds; // why the key still holds it; empty where it does not

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &KeyRetired::step },
                           EventMember{ "subject", &KeyRetired::subject },
                           EventMember{ "objectId", &KeyRetired::objectId },
                           EventMember{ "credentialId", &KeyRetired::credentialId },
                           EventMember{ "stillHolds", &KeyRetired::stillHolds } };
    }
    friend bool operator==(const KeyRetired &, const KeyRetired &) = default;
};

// About a key whose PIN was lost.
struct KeyResetNote {
    QString step;
    QString subject;
    QString serial;
    QString aaguid;
    QString madeFor; // label of the place that the lost PIN was made for

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &KeyResetNote::step },
                           EventMember{ "subject", &KeyResetNote::subject },
                           EventMember{ "serial", &KeyResetNote::serial },
                           EventMember{ "aaguid", &KeyResetNote::aaguid },
                           EventMember{ "madeFor", &KeyResetNote::madeFor } };
    }
    friend bool operator==(const KeyResetNote &, const KeyResetNote &) = default;
};

// It is about to be erased.
struct KeyResetBegun : KeyResetNote {
    static constexpr QLatin1String Name{ "keyResetBegun" };
};

// It was erased.
struct KeyWasReset : KeyResetNote {
    static constexpr QLatin1String Name{ "keyReset" };
};

// About a PIN that the wizard made for a key.
struct NewPinNote {
    QString step;
    QString subject;
    QString serial;
    QString aaguid;
    QString model;
    bool hadPin = false;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &NewPinNote::step },
                           EventMember{ "subject", &NewPinNote::subject },
                           EventMember{ "serial", &NewPinNote::serial },
                           EventMember{ "aaguid", &NewPinNote::aaguid },
                           EventMember{ "model", &NewPinNote::model },
                           EventMember{ "hadPin", &NewPinNote::hadPin } };
    }
    friend bool operator==(const NewPinNote &, const NewPinNote &) = default;
};

// It is about to go on the key.
struct PinToSet : NewPinNote {
    static constexpr QLatin1String Name{ "pinToSet" };
};

// The key refused it.
struct PinNotSet : NewPinNote {
    static constexpr QLatin1String Name{ "pinNotSet" };
};

// About a new PIN for a key in use.
struct PinChangeNote {
    QString step;
    QString subject;
    QString credentialId;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &PinChangeNote::step },
                           EventMember{ "subject", &PinChangeNote::subject },
                           EventMember{ "credentialId", &PinChangeNote::credentialId } };
    }
    friend bool operator==(const PinChangeNote &, const PinChangeNote &) = default;
};

// The sheet is about to be sealed; the key has the old one still.
struct PinBegun : PinChangeNote {
    static constexpr QLatin1String Name{ "pinBegun" };
};

// The key has the one on the sheet.
struct PinChanged : PinChangeNote {
    static constexpr QLatin1String Name{ "pinChanged" };
};

// The PIN is on paper.
struct PinSealed {
    static constexpr QLatin1String Name{ "pinSealed" };
    QString step;
    QString subject;
    ObjectId objectId;
    QString credentialId;
    std::optional<QString> contentId; // of the sheet

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &PinSealed::step },
                           EventMember{ "subject", &PinSealed::subject },
                           EventMember{ "objectId", &PinSealed::objectId },
                           EventMember{ "credentialId", &PinSealed::credentialId },
                           EventMember{ "contentId", &PinSealed::contentId } };
    }
    friend bool operator==(const PinSealed &, const PinSealed &) = default;
};

// The same for a PIN that no credential was registered with.
struct SparePinSealed {
    static constexpr QLatin1String Name{ "sparePinSealed" };
    QString step;
    QString subject;
    QString serial;
    QString aaguid;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &SparePinSealed::step },
                           EventMember{ "subject", &SparePinSealed::subject },
                           EventMember{ "serial", &SparePinSealed::serial },
                           EventMember{ "aaguid", &SparePinSealed::aaguid } };
    }
    friend bool operator==(const SparePinSealed &, const SparePinSealed &) = default;
};

} // namespace bg
