import type { Tx } from '../../platform/index.ts';
import type { Target } from '../contract-routing.ts';
import type { RoutingDeps } from './open-routing.ts';

/** Names of receivers: of task forces and agencies their own, of a bureau its code, which a client says in its language. */
export interface ReceiverNames {
  of(target: { readonly kind: string; readonly id: string }): Promise<string>;
  /** Everyone a report may be sent to: task forces, federal agencies, bureaus. */
  all(): Promise<(Target & { name: string })[]>;
}

export function createNames(deps: RoutingDeps, tx: Tx): ReceiverNames {
  const agencies = new Map<string, Promise<string>>();
  const agency = (ori: string): Promise<string> => {
    const known = agencies.get(ori) ?? deps.directory.agency(tx, ori).then((found) => found?.name ?? ori);
    agencies.set(ori, known);
    return known;
  };
  return {
    async of({ kind, id }) {
      const { forces } = await deps.routing.receivers(tx);
      if (kind === 'task-force') return forces.get(id)?.name ?? id;
      return kind === 'federal' ? agency(id) : id;
    },
    async all() {
      const { forces, bureaus, home } = await deps.routing.receivers(tx);
      const federal =
        home === 'US'
          ? (await deps.directory.searchAgencies(tx, { level: 'federal', limit: 100 })).map(({ ori, name }) => ({
              kind: 'federal' as const,
              id: ori,
              name,
            }))
          : [{ kind: 'federal' as const, id: 'national-unit', name: 'national-unit' }];
      return [
        ...[...forces].map(([id, { name }]) => ({ kind: 'task-force' as const, id, name })),
        ...federal,
        ...[...bureaus].sort().map((id) => ({ kind: 'bureau' as const, id, name: id })),
      ];
    },
  };
}
