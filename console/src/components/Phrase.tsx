import { useNamedAgency } from '../api/agency.ts';
import type { Params } from '../i18n/text.ts';
import { useText } from '../i18n/use-text.ts';

/** A room's code in words; what it names by a number of the directory is named. */
export function Phrase({ code, params }: { readonly code: string; readonly params: Params }) {
  return <>{useText().phrase(code, useNamedAgency(params))}</>;
}
