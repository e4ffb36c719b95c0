import * as z from 'zod';
import { bureauCode, uuid } from '../protocol/schema/index.ts';
import lawData from './data/laws.json' with { type: 'json' };
import { colour, DRAFT_COLOURS, noticeForm } from './form.ts';

/** A law with its highest penalty, to fill a form from. */
export interface Law {
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly cite: string;
  readonly title: string;
  /** Codes of offences that it is about. */
  readonly offences: readonly string[];
  readonly maxMonths?: number;
  readonly life?: boolean;
}
const LAWS: readonly Law[] = lawData.laws;

/** The laws of a bureau's country, those about the offence first. Background: check the current text. */
export function lawsFor(bureau: string, offence?: string): readonly Law[] {
  const own = LAWS.filter((law) => law.country === bureau);
  const fits = (law: Law): boolean => offence !== undefined && law.offences.includes(offence);
  return [...own.filter(fits), ...own.filter((law) => !fits(law))];
}

export const fromSubjectInput = z.strictObject({ subject: uuid, colour: z.enum(DRAFT_COLOURS) });

export const duplicatesInput = z.strictObject({
  form: noticeForm,
  /** The notice that the form is of: not a duplicate of itself. */
  except: uuid.optional(),
});
/** A notice that may be about the same person, and why. */
export const duplicate = z.strictObject({
  notice: uuid,
  number: z.string().nullable(),
  reference: z.string().nullable(),
  owner: bureauCode,
  colour,
  state: z.string(),
  name: z.string().nullable(),
  /** 0 to 100. */
  score: z.int(),
  /** The same document number: said first, whatever the names say. */
  document: z.boolean(),
  reasons: z.array(
    z.strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
});
export type Duplicate = z.infer<typeof duplicate>;
export const duplicateList = z.strictObject({ items: z.array(duplicate) });
