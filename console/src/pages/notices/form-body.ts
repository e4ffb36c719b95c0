import type { Colour, FieldWording, FormWording, NoticeForm, WordedField } from '../../../../src/notices/contract.ts';
import { prune } from '../../form/pointer.ts';

/** What is sent of what was typed: colour and subject are always there, empty fields and empty sentences are not. */
export function formBody(said: object, colour: Colour): NoticeForm {
  const { wording, ...rest } = said as { wording?: FormWording };
  const pruned = (prune(rest) as object | undefined) ?? {};
  const kept = wordingBody(wording);
  return { subject: {}, ...pruned, ...(kept ? { wording: kept } : {}), colour } as NoticeForm;
}

function wordingBody(wording: FormWording | undefined): FormWording | undefined {
  const fields = Object.entries(wording ?? {}).flatMap(([field, worded]): [WordedField, FieldWording][] => {
    if (!worded) return [];
    const parts = worded.parts.filter((part) => 'phrase' in part || part.text.trim() !== '');
    return parts.length > 0 ? [[field as WordedField, { ...worded, parts }]] : [];
  });
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}
