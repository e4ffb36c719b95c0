import { type Scope, systemScope } from '../platform/index.ts';
import type { DocumentImportInput, DocumentImportView, ManifestInput, PersonInput, ScreeningView } from './contract.ts';
import type { Deps } from './deps.ts';
import { beginDocumentImport, importView, runDocumentImport } from './documents/import-list.ts';
import { compareRest, screenManifest, searchManifest } from './screen-manifest.ts';
import { screenPerson, searchPerson } from './screen-person.ts';
import { screeningView } from './views.ts';

/** What commands on this machine may do, in the name of the node itself and on the record. */
export interface ScreeningTools {
  person(input: PersonInput): Promise<ScreeningView>;
  /** Waits until everybody on it was compared. */
  manifest(input: ManifestInput): Promise<ScreeningView>;
  /** Goes on with the same file that was stopped. */
  importDocuments(input: DocumentImportInput, onBatch: (row: DocumentImportView) => void): Promise<DocumentImportView>;
}

export function createTools(deps: Deps): ScreeningTools {
  // A command on the machine finds what every member of staff may find, and no more.
  const scope: Scope = { ...systemScope(deps.runtime.bureau), compartments: ['general'] };
  const now = (): number => deps.runtime.clock.now();
  return {
    async person(input) {
      const searched = await searchPerson(deps, scope, input);
      return deps.db.tx(scope, async (tx) => screeningView(deps, tx, await screenPerson(deps, tx, input, searched)));
    },
    async manifest(input) {
      const searched = await searchManifest(deps, scope, input);
      const id = await deps.db.tx(scope, (tx) => screenManifest(deps, tx, input, searched));
      await compareRest(deps, id);
      return deps.db.tx(scope, (tx) => screeningView(deps, tx, id));
    },
    async importDocuments(input, onBatch) {
      const id = await deps.db.tx(scope, (tx) => beginDocumentImport(deps, tx, input));
      await deps.audit.sealNow();
      const done = await runDocumentImport(deps, id, { onBatch: (row) => onBatch(importView(row, now())) });
      return importView(done, now());
    },
  };
}
