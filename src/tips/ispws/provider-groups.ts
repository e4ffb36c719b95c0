import { GroupCommit } from '../group-commit.ts';
import type { Provider } from '../providers/admit-provider.ts';

/** Calls in one transaction, and transactions of one account at once: two keep the database busy while one commits. */
const BATCH = { most: 64, lanes: 2 };
const MOST_GROUPS = 1_000;

/** Groups calls by the account that made them, password included: a transaction has one actor. */
export class ProviderGroups<Item, Result> {
  readonly #groups = new Map<string, GroupCommit<Item, Result>>();
  readonly #run: (provider: Provider, items: readonly Item[]) => Promise<readonly Result[]>;

  constructor(run: (provider: Provider, items: readonly Item[]) => Promise<readonly Result[]>) {
    this.#run = run;
  }

  add(provider: Provider, item: Item): Promise<Result> {
    const key = `${provider.id} ${provider.secretHash}`;
    let group = this.#groups.get(key);
    if (!group) {
      if (this.#groups.size >= MOST_GROUPS) this.#groups.clear();
      group = new GroupCommit((items) => this.#run(provider, items), BATCH);
      this.#groups.set(key, group);
    }
    return group.add(item);
  }
}
