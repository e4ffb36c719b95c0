import type { Stage } from './stage.ts';

/** What one room shows at the first start of the demo. A new room adds a file of its own and a line in `seeds.ts`. */
export interface DemoSeed {
  /** Kept, so that it is done once: never change it. */
  readonly name: string;
  /** Through the API alone, as people of the bureaus; what it leaves for later seeds goes into `stage.ids`. */
  run(stage: Stage): Promise<void>;
}
