import { useNamedAgency } from '../api/agency.ts';

/** An agency by name, its ORI until the directory has told it. */
export function AgencyName({ ori }: { readonly ori: string }) {
  return <bdi>{String(useNamedAgency({ agency: ori }).agency)}</bdi>;
}
