import type { CallCounts } from './caller.ts';
import type { Target } from './fleet.ts';
import type { Verification } from './verify.ts';

export interface Report {
  readonly ok: boolean;
  readonly kills: number;
  readonly byTarget: Readonly<Record<Target, number>>;
  readonly seed: number;
  readonly seconds: number;
  readonly acknowledged: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly kept: readonly string[];
  /** Still under way when patience ended. */
  readonly left: readonly string[];
  readonly crashes: readonly string[];
  readonly calls: CallCounts;
  readonly verified: Verification;
}

/** With --json the last line of stdout is one object; else the text ends with `N passed, N failed`. */
export function printReport(report: Report, { json, say }: { json: boolean; say: (line: string) => void }): void {
  const { verified } = report;
  const checks: readonly (readonly [string, readonly string[]])[] = [
    ['everything acknowledged is there, on both sides', report.lost],
    ['nothing is there twice', report.doubled],
    ['nothing is left of what was purged', report.kept],
    ['everything under way has arrived', report.left],
    ['received = finished + refused + open, at every bureau', verified.conservation],
    [`ledgers hold (${verified.entries} entries, ${verified.checkpoints} older checkpoints)`, verified.ledgers],
    [`sent and received are the same between peers (${verified.messages} messages)`, verified.digests],
    ['no process ended by itself', report.crashes],
  ];
  const write = json ? say : (line: string) => void process.stdout.write(`${line}\n`);
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ');
  write(`${report.kills} kills in ${report.seconds} s (${counts(report.byTarget)}), seed ${report.seed}`);
  write(`${report.acknowledged} acknowledged (${counts(report.byKind)})`);
  write(
    `calls sent again: ${report.calls.retried}, internal errors answered: ${report.calls.internal}, sessions lost: ${report.calls.signedOut}`,
  );
  for (const [name, problems] of checks) {
    write(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    for (const problem of problems.slice(0, 10)) write(`         ${problem}`);
    if (problems.length > 10) write(`         and ${problems.length - 10} more`);
  }
  if (json) {
    process.stdout.write(
      `${JSON.stringify({
        kills: report.kills,
        acknowledged: report.acknowledged,
        lost: report.lost.length,
        doubled: report.doubled.length,
        keptAfterPurge: report.kept.length,
        balanced: verified.conservation.length === 0,
        auditOk: verified.ledgers.length === 0,
        digestsEqual: verified.digests.length === 0,
        settled: report.left.length === 0,
        crashes: report.crashes.length,
        internalErrors: report.calls.internal,
        sessionsLost: report.calls.signedOut,
        retried: report.calls.retried,
        byKind: report.byKind,
        byTarget: report.byTarget,
        ledgerEntries: verified.entries,
        seed: report.seed,
        seconds: report.seconds,
      })}\n`,
    );
    return;
  }
  const failed = checks.filter(([, problems]) => problems.length > 0).length;
  write(`${checks.length - failed} passed, ${failed} failed`);
}
