import { MultiSelect, Select } from '@mantine/core';
import type { Colleague } from '../../../../../src/cases/contract.ts';
import { useGet } from '../../../api/hooks.ts';

interface Common {
  readonly caseId: string;
  readonly label: string;
  readonly description?: string;
  readonly error?: string | null;
  readonly required?: boolean;
  /** Those too who may not see this case. */
  readonly everybody?: boolean;
  /** Ids left out. */
  readonly without?: readonly string[];
}

function useColleagues(
  caseId: string,
  without: readonly string[] = [],
  everybody = false,
): { value: string; label: string }[] {
  const { data } = useGet<{ items: readonly Colleague[] }>(`/api/cases/${caseId}/colleagues`, {
    of: everybody ? 'bureau' : 'case',
  });
  return (data?.items ?? [])
    .filter(({ id }) => !without.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }));
}

/** One colleague who may see the case. */
export function ColleagueSelect({
  caseId,
  without,
  everybody,
  ...props
}: Common & { readonly value: string | null; onChange(value: string | null): void }) {
  return <Select {...props} data={useColleagues(caseId, without, everybody)} searchable />;
}

/** Several. */
export function ColleaguesSelect({
  caseId,
  without,
  everybody,
  ...props
}: Common & { readonly value: string[]; onChange(value: string[]): void }) {
  return <MultiSelect {...props} data={useColleagues(caseId, without, everybody)} searchable />;
}
