import { messageHandler, type RoomParts, type Tx } from '../platform/index.ts';
import { importSigningKey } from '../protocol/index.ts';
import { hostingActs } from './acts.ts';
import { checkJob, recheckJob } from './check-urls.ts';
import { conservation } from './conservation.ts';
import { type WireAnswer, type WireReferral, wireAnswer, wireReferral } from './contract.ts';
import { CHECK_JOB, type HostingDeps, type HostingSettings, RECHECK_JOB, readSettings } from './deps.ts';
import { type HostingCommands, hostingCommands } from './hosting-commands.ts';
import { createLooker } from './looker.ts';
import { noteDelivery, receiveAnswer, receiveReferral } from './receive-referral.ts';
import { references } from './references.ts';
import { hostingRoutes } from './routes-hosting.ts';
import { type NewList, submitList } from './submit-list.ts';

export interface Hosting {
  readonly parts: RoomParts;
  /** Takes in addresses that another room came upon, such as those of a tip. @throws AppError `invalid` when there is none */
  submit(tx: Tx, list: NewList): Promise<{ id: string }>;
  readonly commands: HostingCommands;
  stop(): void;
}

/** The room that says where addresses of the web are hosted, with evidence. */
export function createHosting(given: Omit<HostingDeps, 'settings'> & { readonly settings?: HostingSettings }): Hosting {
  const deps: HostingDeps = { ...given, settings: given.settings ?? readSettings() };
  const { runtime } = deps;
  const looker = createLooker(deps.settings, () => runtime.clock.now());
  const checks = { ...deps, looker, signing: importSigningKey(deps.keys.signing) };
  deps.federation.onDelivery((tx, event) => noteDelivery(deps, tx, event));
  return {
    submit: (tx, list) => submitList(deps, tx, list),
    commands: hostingCommands(deps),
    stop: () => looker.close(),
    parts: {
      acts: hostingActs,
      routes: hostingRoutes(deps),
      jobs: { [CHECK_JOB]: checkJob(checks), [RECHECK_JOB]: recheckJob(checks) },
      messages: [
        messageHandler<WireReferral>({
          kind: 'hosting.referral',
          schema: wireReferral,
          handle: (tx, message) => receiveReferral(deps, tx, message),
        }),
        messageHandler<WireAnswer>({
          kind: 'hosting.answer',
          schema: wireAnswer,
          handle: (tx, message) => receiveAnswer(deps, tx, message),
        }),
      ],
      references,
      conservation,
    },
  };
}
