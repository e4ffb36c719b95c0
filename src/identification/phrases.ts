import type { Phrase } from '../protocol/schema/phrase.ts';
import { actPhrases } from './phrases-acts.ts';
import { alertPhrases } from './phrases-alerts.ts';
import { curationPhrases } from './phrases-curation.ts';
import { curationActPhrases } from './phrases-curation-acts.ts';
import { curationRefusals } from './phrases-curation-refusals.ts';
import { decodePhrases } from './phrases-decode.ts';
import { importPhrases } from './phrases-imports.ts';
import { listedPhrases } from './phrases-listed.ts';
import { lookupPhrases } from './phrases-lookup.ts';
import { refusalPhrases } from './phrases-refusals.ts';
import { sharingPhrases } from './phrases-sharing.ts';
import { statePhrases } from './phrases-states.ts';
import { taskPhrases } from './phrases-tasks.ts';
import { withdrawalPhrases } from './phrases-withdrawal.ts';

/** Words for every code of this room, by theme in a file each. */
export const phrases: Record<string, Phrase> = {
  ...alertPhrases,
  ...curationPhrases,
  ...curationActPhrases,
  ...curationRefusals,
  ...importPhrases,
  ...listedPhrases,
  ...lookupPhrases,
  ...sharingPhrases,
  ...statePhrases,
  ...taskPhrases,
  ...withdrawalPhrases,
  ...actPhrases,
  ...refusalPhrases,
  ...decodePhrases,
};
