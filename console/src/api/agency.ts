import type { Params } from '../i18n/text.ts';
import { useGet } from './hooks.ts';

interface AgencyList {
  readonly agencies: readonly { readonly ori: string; readonly name: string }[];
}

const ORI = /^[A-Z0-9]{9}$/;

/** An act's or a task's parameters with its agency by name, once the directory has told it; the ORI until then. */
export function useNamedAgency(params: Params): Params {
  const ori = typeof params.agency === 'string' && ORI.test(params.agency) ? params.agency : null;
  const { data } = useGet<AgencyList>(
    '/api/directory/agencies',
    { q: ori ?? '', limit: 5 },
    { enabled: ori !== null, lasting: true },
  );
  const name = data?.agencies.find((agency) => agency.ori === ori)?.name;
  return name ? { ...params, agency: name } : params;
}
