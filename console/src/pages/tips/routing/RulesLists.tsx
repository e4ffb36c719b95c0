import { SimpleGrid, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import type { AreaRule, RoutingRules } from '../../../../../src/tips/contract.ts';
import { RowTable } from '../../../components/RowTable.tsx';
import { useText } from '../../../i18n/use-text.ts';

interface AreasProps {
  readonly areas: readonly AreaRule[];
  readonly isEditing: boolean;
  onChange(areas: AreaRule[]): void;
}

const PARTS = ['zips', 'phones', 'places'] as const;

/** Which part of a divided state is whose. */
export function AreasEditor({ areas, isEditing, onChange }: AreasProps) {
  const text = useText();
  const change = (at: number, more: Partial<AreaRule>): void =>
    onChange(areas.map((area, n) => (n === at ? { ...area, ...more } : area)));
  return (
    <RowTable
      caption={text.t('rules.areas')}
      rows={areas.map((area, at) => ({ area, at }))}
      keyOf={({ area }) => area.taskForce}
      columns={[
        {
          label: text.phrase('tip.target.task-force'),
          lead: true,
          width: 110,
          cell: ({ area }) => (
            <Text size="sm" fw={600} className="ltr">
              {area.state} · {area.taskForce}
            </Text>
          ),
        },
        ...PARTS.map((part) => ({
          label: text.t(`rules.areas.${part}`),
          cell: ({ area, at }: { area: AreaRule; at: number }) =>
            isEditing ? (
              // Plain fields: a page of them with tags of their own is slow.
              <TextInput
                size="xs"
                aria-label={`${text.t(`rules.areas.${part}`)}, ${area.taskForce}`}
                defaultValue={area[part].join(', ')}
                onBlur={(event) => change(at, { [part]: wordsOf(event.currentTarget.value) })}
              />
            ) : (
              <Text size="xs" className="ltr">
                {area[part].join(', ')}
              </Text>
            ),
        })),
      ]}
    />
  );
}

const wordsOf = (value: string): string[] =>
  value
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

interface CountriesProps {
  readonly rules: RoutingRules;
  readonly isEditing: boolean;
  onChange(more: Partial<RoutingRules>): void;
}

/** Countries before which a check stands; what it rests on stays with each row. */
export function CountriesEditor({ rules, isEditing, onChange }: CountriesProps) {
  const text = useText();
  const offences = rules.deathPenalty[0]?.offences ?? ['sexual-offence-against-child'];
  const basis = 'entered here';
  const lists = [
    {
      label: text.t('rules.countries.death'),
      rows: rules.deathPenalty,
      set: (codes: string[]) =>
        onChange({
          deathPenalty: codes.map(
            (country) => rules.deathPenalty.find((row) => row.country === country) ?? { country, offences, basis },
          ),
        }),
    },
    {
      label: text.t('rules.countries.persecution'),
      rows: rules.persecution,
      set: (codes: string[]) =>
        onChange({
          persecution: codes.map(
            (country) => rules.persecution.find((row) => row.country === country) ?? { country, basis },
          ),
        }),
    },
  ];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {lists.map(({ label, rows, set }) => (
        <Stack gap={4} key={label}>
          {isEditing ? (
            <TagsInput
              size="xs"
              label={label}
              value={rows.map((row) => row.country)}
              onChange={(codes) => set(codes.map((code) => code.toUpperCase()))}
            />
          ) : (
            <>
              <Text size="sm" fw={600}>
                {label}
              </Text>
              <Text size="sm">{text.list(rows.map((row) => text.country(row.country)))}</Text>
            </>
          )}
        </Stack>
      ))}
    </SimpleGrid>
  );
}
