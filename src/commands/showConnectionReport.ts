import { hostname } from 'node:os';
import { env, l10n, ProgressLocation, window } from 'vscode';
import { connectionReport, type ReportFindings } from '../connection/connectionReport.ts';
import { ignoredSettings } from '../connection/connectionSettings.ts';
import type { CurrentConnection } from '../connection/currentConnection.ts';
import { examineConnection, type ShownList } from '../connection/examineConnection.ts';
import type { ReportDocument } from '../connection/reportDocument.ts';
import type { Handler } from './commandMap.ts';

/** Tests each connection and shows what came out: why the list is empty. `shown`: what the list shows. */
export function showConnectionReport(
  connections: CurrentConnection,
  shown: () => ShownList,
  document: ReportDocument,
): Handler<'assertionContext.showConnectionReport'> {
  return async () => {
    const options = { location: ProgressLocation.Window, title: l10n.t('Testing connections') };
    await document.show(
      await window.withProgress(options, async () => connectionReport(await examine(connections, shown))),
    );
  };
}

async function examine({ current, configured }: CurrentConnection, shown: () => ShownList): Promise<ReportFindings> {
  const others = configured && configured !== current ? [configured] : [];
  const findings = await Promise.all([
    ...(current ? [examineConnection(current, { shown: shown(), now: Date.now })] : []),
    ...others.map((each) => examineConnection(each, { now: Date.now })),
  ]);
  const { remoteName } = env;
  return {
    machine: hostname(),
    ...(remoteName !== undefined && { remote: remoteName }),
    connections: findings,
    ignored: ignoredSettings(),
  };
}
