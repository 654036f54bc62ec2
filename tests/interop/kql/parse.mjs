// SPDX-License-Identifier: GPL-3.0-or-later
// Microsoft's own KQL parser judges one query: KQL on stdin, the diagnostics as a JSON array of strings on stdout.
// The tables are those of Azure Monitor's table reference, of what the queries name.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';

const require = createRequire(import.meta.url);
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js'])
    vm.runInThisContext(readFileSync(require.resolve(`@kusto/language-service-next/${file}`), 'utf8'), file);

const signIn = '(TimeGenerated: datetime, UserPrincipalName: string, UserId: string, AppDisplayName: string, IPAddress: string, '
    + 'Location: string, ResultType: string, ResultDescription: string, ConditionalAccessStatus: string, CorrelationId: string)';
const audit = '(TimeGenerated: datetime, OperationName: string, Category: string, LoggedByService: string, Result: string, '
    + 'InitiatedBy: dynamic, TargetResources: dynamic, CorrelationId: string)';
const { KustoCode, GlobalState } = Kusto.Language;
const { DatabaseSymbol, TableSymbol } = Kusto.Language.Symbols;
const table = (name, columns) => new TableSymbol.$ctor7(name, columns, null);
const database = new DatabaseSymbol.$ctor2('workspace', null,
    [table('SigninLogs', signIn), table('AADNonInteractiveUserSignInLogs', signIn), table('AuditLogs', audit)]);
const globals = GlobalState.Default.WithDatabase(database);

const code = KustoCode.ParseAndAnalyze(readFileSync(0, 'utf8'), globals);
const found = code.GetDiagnostics();
const out = [];
for (let i = 0; i < found.Count; ++i)
    out.push(`${found.getItem(i).Severity}: ${found.getItem(i).Message}`);
console.log(JSON.stringify(out));
