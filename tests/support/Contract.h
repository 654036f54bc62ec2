// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Exchange.h"

#include <QJsonDocument>
#include <QStringList>

#include <map>
#include <memory>

namespace bg {

// The OpenAPI subset of Microsoft Graph that lies beside the project: whether what was sent and what was answered is
// what the service's own description allows. valijson validates; this class finds the schema.
class Contract {
public:
    // From the folder in GRAPH_CONTRACT_DIR; null where it is absent.
    static std::unique_ptr<Contract> found();
    ~Contract();

    // What is wrong with an exchange, one sentence each, beginning with "request" or "answer"; empty when all is well.
    // The operation is found from method and path, not from what the exchange says it was.
    QStringList check(const Exchange &exchange);
    // One body alone. `status` 0: of the request.
    QStringList checkBody(const QString &version, const QString &operation, int status, const QJsonObject &body);
    QStringList operations(const QString &version) const;
    QString folder() const { return m_folder; }

private:
    explicit Contract(const QString &folder);
    struct Validation;
    QJsonObject operationAt(const QString &version, const QByteArray &method, const QString &path) const;
    QJsonObject operationNamed(const QString &version, const QString &name) const;
    QStringList validate(const QString &version, const QString &key, const QJsonObject &schema,
                         const QJsonObject &body);
    QStringList checkAnswer(const QString &version, const QJsonObject &operation, int status, const QJsonObject &body);

    QString m_folder;
    QMap<QString, QJsonObject> m_documents; // by version
    std::map<QString, std::unique_ptr<Validation>> m_validations;
};

} // namespace bg
