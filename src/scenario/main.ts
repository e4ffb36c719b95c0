import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPeople, seedPeople } from '../launch/people.ts';
import { startBureaus } from '../launch/start-bureaus.ts';
import { createLogger, readConfig } from '../platform/index.ts';
import { requestToCase } from './chapters/01-request.ts';
import { picturesToSeries } from './chapters/02-pictures.ts';
import { contact } from './chapters/03-contact.ts';
import { clueRead } from './chapters/04-clue.ts';
import { appeal } from './chapters/05-appeal.ts';
import { identified } from './chapters/06-identified.ts';
import { redNotice } from './chapters/07-red.ts';
import { hitToReturn } from './chapters/08-hit.ts';
import { yellowNotice } from './chapters/09-yellow.ts';
import { arrestsAndClose } from './chapters/10-arrests.ts';
import { type Step, Story } from './story.ts';
import { StoryClock } from './story-clock.ts';

const BUREAUS = ['US', 'IPSG', 'NL', 'CA', 'PT', 'GB', 'DE', 'BE'];

/** `npm run scenario`: the rabbit case, end to end, over real HTTP between eight bureaus with databases and keys of their own. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  const config = readConfig();
  const dataDir = await mkdtemp(join(tmpdir(), 'homeward-scenario-'));
  const clock = new StoryClock('2025-10-01T08:00:00Z');
  const summary = {
    ok: false,
    steps: 0,
    outcome: { countries: [] as string[] },
    conservation: { balanced: false },
    audit: { ok: false },
  };
  let failure: string | undefined;
  try {
    await using launched = await startBureaus({
      bureaus: BUREAUS,
      host: '127.0.0.1',
      port: 0,
      dataDir,
      databaseUrl: config.databaseUrl,
      log: createLogger(config.logLevel),
      poolSize: 6,
      overrides: { clock },
    });
    const people = await readPeople(join(import.meta.dirname, '..', '..', 'examples', 'rabbit', 'people.json'));
    const logins = await seedPeople(launched.nodes.values(), people, dataDir);
    const told = {
      chapter: (title: string) => {
        if (!values.json) say(`\n${title}`);
      },
      step: (step: Step) =>
        say(values.json ? JSON.stringify(step) : `  ${step.day}  ${step.bureau.padEnd(4)} ${step.who}: ${step.text}`),
    };
    const story = new Story({ launched, clock, logins, told });
    try {
      await story.takeCheckpoints();
      await requestToCase(story);
      await picturesToSeries(story);
      await contact(story);
      await clueRead(story);
      await appeal(story);
      await identified(story);
      await redNotice(story);
      await hitToReturn(story);
      await yellowNotice(story);
      summary.outcome.countries = await arrestsAndClose(story);
    } finally {
      summary.steps = story.steps.length;
    }
    Object.assign(summary, await settle(story, say, values.json));
    summary.ok = summary.conservation.balanced && summary.audit.ok && summary.outcome.countries.length === 7;
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : failure}\n`);
    if (error instanceof Error && error.cause) process.stderr.write(`because: ${String(error.cause)}\n`);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
  if (values.json) say(JSON.stringify({ ...summary, ...(failure ? { failure } : {}) }));
  else say(summary.ok ? '\nEverything holds.' : `\nNOT OK${failure ? `: ${failure}` : ''}`);
  return summary.ok ? 0 : 1;
}

/** Conservation and ledgers of all nodes, against every checkpoint taken along the way. */
async function settle(story: Story, say: (line: string) => void, json: boolean | undefined) {
  const nodes = [];
  for (const node of story.launched.nodes.values()) {
    await node.audit.sealNow();
    const conservation = await node.conservation();
    const checkpoints = story.checkpoints.filter((c) => c.bureau === node.code).map((c) => c.note);
    const audit = await node.audit.verify({ checkpoints });
    nodes.push({
      bureau: node.code,
      balanced: conservation.balanced,
      items: conservation.items,
      audit: audit.ok,
      entries: audit.size,
      checkpoints: checkpoints.length,
      problems: audit.problems,
    });
  }
  if (!json) {
    say('\nAfterwards');
    for (const n of nodes) {
      say(
        `  ${n.bureau.padEnd(4)} conservation ${n.balanced ? 'balanced' : 'NOT BALANCED'}; ledger of ${n.entries} entries ${n.audit ? 'holds' : 'DOES NOT HOLD'} against ${n.checkpoints} checkpoints`,
      );
      for (const item of n.items)
        for (const d of item.differences)
          say(`       ${item.item} ${d.id}: ledger ${d.ledger}, room ${d.room}, owed ${d.owed}`);
      for (const p of n.problems) say(`       ${p.code} ${JSON.stringify(p.params)}`);
    }
  }
  return {
    conservation: {
      balanced: nodes.every((n) => n.balanced),
      nodes: nodes.map((n) => ({
        bureau: n.bureau,
        balanced: n.balanced,
        items: n.items.map(({ differences, ...i }) => ({ ...i, differences: differences.length })),
      })),
    },
    audit: {
      ok: nodes.every((n) => n.audit),
      nodes: nodes.map((n) => ({ bureau: n.bureau, ok: n.audit, entries: n.entries, checkpoints: n.checkpoints })),
    },
  };
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
