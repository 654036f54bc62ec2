// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/UsbKeys.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

#include <fido.h>

namespace bg {

namespace {

constexpr std::size_t most = 64;

QList<SeenKey> manifest()
{
    QList<SeenKey> keys;
    fido_dev_info_t *list = fido_dev_info_new(most);
    std::size_t found = 0;
    if (list && fido_dev_info_manifest(list, most, &found) == FIDO_OK)
        for (std::size_t i = 0; i < found; ++i) {
            const fido_dev_info_t *info = fido_dev_info_ptr(list, i);
            SeenKey key;
            key.path = QString::fromUtf8(fido_dev_info_path(info));
            key.product = QString::fromUtf8(fido_dev_info_product_string(info));
            key.manufacturer = QString::fromUtf8(fido_dev_info_manufacturer_string(info));
            key.vendorId = static_cast<quint16>(fido_dev_info_vendor(info));
            key.productId = static_cast<quint16>(fido_dev_info_product(info));
            keys.append(key);
        }
    fido_dev_info_free(&list, most);
    return keys;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(64 * 1024) : QByteArray();
}

// HID_ID=0003:00001050:00000407 and HID_NAME=Yubico YubiKey FIDO: Documentation/hid of the kernel.
void readUevent(const QByteArray &uevent, SeenKey &key)
{
    for (const QByteArray &line : uevent.split('\n')) {
        const QList<QByteArray> ids = line.mid(7).split(':');
        if (line.startsWith("HID_ID=") && ids.size() == 3) {
            key.vendorId = static_cast<quint16>(ids[1].toUInt(nullptr, 16));
            key.productId = static_cast<quint16>(ids[2].toUInt(nullptr, 16));
        } else if (line.startsWith("HID_NAME=")) {
            key.product = QString::fromUtf8(line.mid(9));
        }
    }
}

} // namespace

QList<SeenKey> hidrawKeys(const QDir &sysClassHidraw, const QDir &dev)
{
    QList<SeenKey> keys;
    for (const QString &node : sysClassHidraw.entryList(QDir::Dirs | QDir::System | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString device = sysClassHidraw.filePath(node) + QLatin1String("/device/");
        if (!contents(device + QLatin1String("report_descriptor")).startsWith(QByteArray("\x06\xd0\xf1", 3)))
            continue;
        SeenKey key;
        key.path = dev.filePath(node);
        const QFileInfo file(key.path);
        key.isPermitted = file.isReadable() && file.isWritable();
        readUevent(contents(device + QLatin1String("uevent")), key);
        keys.append(key);
    }
    return keys;
}

QList<SeenKey> usbKeys()
{
    QList<SeenKey> keys = manifest();
#ifdef Q_OS_LINUX
    for (const SeenKey &shown : hidrawKeys(QDir(QStringLiteral("/sys/class/hidraw")), QDir(QStringLiteral("/dev")))) {
        const auto known = std::ranges::find(keys, shown.path, &SeenKey::path);
        if (known == keys.end()) {
            if (!shown.isPermitted)
                keys.append(shown);
        } else if (known->product.isEmpty()) { // libfido2 before 1.15 has no name for some
            known->product = shown.product;
        }
    }
#endif
    return keys;
}

} // namespace bg
