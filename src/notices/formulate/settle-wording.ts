import { invalid } from '../../platform/index.ts';
import { type NoticeForm, type WordedField, wordedIn } from '../contract.ts';

const MOST = 4_000;

/**
 * A text that was worded part by part stands in its field as a whole, in the language it was written in: rules, search and
 * whoever reads the form alone see the same.
 * @throws AppError `invalid` `notice.text-too-long`
 */
export function settleWording<F extends NoticeForm>(form: F): F {
  const worded = Object.entries(form.wording ?? {}).filter(([, wording]) => wording && wording.parts.length > 0);
  if (worded.length === 0) return form;
  const settled = structuredClone(form);
  for (const [field, wording] of worded) {
    if (!wording) continue;
    const { text } = wordedIn(wording, wording.lang);
    if (text.length > MOST) throw invalid(`/body/form${field}`, 'notice.text-too-long', { most: MOST });
    put(settled, field as WordedField, text);
  }
  return settled;
}

function put(form: object, field: WordedField, text: string): void {
  const keys = field.split('/').slice(1);
  const last = keys.pop();
  if (last === undefined) return;
  let at = form as Record<string, unknown>;
  for (const key of keys) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  at[last] = text;
}
