import type { ZodType } from 'zod';
import { type InboundMessage, messageHandler, type RoomParts, type Tx } from '../platform/index.ts';
import { travelActs } from './acts.ts';
import { receiveAnswer } from './answer-notification.ts';
import { conservation } from './conservation.ts';
import { wireAnswer, wireCancel, wireChange, wireNotification } from './contract.ts';
import type { TravelDeps } from './deps.ts';
import { departureJob, noteDelivery } from './note-delivery.ts';
import { receiveCancel, receiveChange, receiveNotification } from './receive-notification.ts';
import { references } from './references.ts';
import { travelRoutes } from './routes-travel.ts';
import { DEPARTURE_JOB } from './send-notification.ts';
import { type Traveller, traveller, travellers } from './travellers.ts';

/** What the rooms above may ask of this one, under the caller's scope and in its transaction. */
export interface Travel {
  /** Persons whose trip is announced and not over, by id, after `after`. Changes: ledger acts in TRAVELLER_ACTS. */
  travellers(tx: Tx, after: string | null, limit: number): Promise<Traveller[]>;
  traveller(tx: Tx, id: string): Promise<Traveller | null>;
  readonly parts: RoomParts;
}

/** Notifications of international travel between bureaus, and removals that become Green Notices. */
export function createTravel(deps: TravelDeps): Travel {
  deps.federation.onDelivery((tx, event) => noteDelivery(deps, tx, event));
  const on = <B>(
    kind: string,
    schema: ZodType<B>,
    take: (deps: TravelDeps, tx: Tx, message: InboundMessage<B>) => Promise<void>,
  ) => messageHandler<B>({ kind, schema, handle: (tx, message) => take(deps, tx, message) });
  return {
    travellers,
    traveller,
    parts: {
      acts: { ...travelActs },
      routes: [...travelRoutes(deps)],
      jobs: { [DEPARTURE_JOB]: departureJob(deps) },
      messages: [
        on('travel.notification', wireNotification, receiveNotification),
        on('travel.change', wireChange, receiveChange),
        on('travel.cancel', wireCancel, receiveCancel),
        on('travel.answer', wireAnswer, receiveAnswer),
      ],
      references,
      conservation: [...conservation],
    },
  };
}
