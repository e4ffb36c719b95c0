import { type EntityRef, type Reference, type ReferenceResolver, refText, type Tx } from '../../platform/index.ts';

/** What of the references this scope may see, by `kind:id`. */
export interface Resolve {
  (tx: Tx, refs: readonly EntityRef[]): Promise<ReadonlyMap<string, Reference>>;
  /** Whether a room says what things of this kind are. */
  knows(kind: string): boolean;
}

/** Over the resolvers of all rooms, which come after this room was made: the list is read when it is asked. */
export function createResolve(resolvers: readonly ReferenceResolver[]): Resolve {
  const resolve = async (tx: Tx, refs: readonly EntityRef[]): Promise<ReadonlyMap<string, Reference>> => {
    const found = new Map<string, Reference>();
    for (const [kind, of] of Map.groupBy(refs, (ref) => ref.kind)) {
      const resolver = resolvers.find((one) => one.kind === kind);
      if (!resolver) continue;
      const answer = await resolver.resolve(
        tx,
        of.map(({ id }) => id),
      );
      for (const reference of answer.values()) found.set(refText(reference.ref), reference);
    }
    return found;
  };
  return Object.assign(resolve, { knows: (kind: string) => resolvers.some((one) => one.kind === kind) });
}
