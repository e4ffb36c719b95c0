import { Badge, Stack, Text } from '@mantine/core';
import type { z } from 'zod';
import type { Colour, differenceView } from '../../../../../src/notices/contract.ts';
import { useGet } from '../../../api/hooks.ts';
import { Loaded } from '../../../components/Loaded.tsx';
import { RowTable } from '../../../components/RowTable.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { sectionsOf } from '../fields.ts';

type View = z.infer<typeof differenceView>;
type Change = View['changes'][number];

/** What a version changed of the one before it, field by field. */
export function Difference(props: { readonly notice: string; readonly n: number; readonly colour: Colour }) {
  const { notice, n, colour } = props;
  const text = useText();
  const query = useGet<View>(`/api/notices/${notice}/versions/${n}/difference`);
  return (
    <Loaded query={query}>
      {(view) => (
        <Stack gap={6} mb="sm">
          <Badge variant="default" tt="none">
            {text.word(view.kind, 'notice.difference')}
          </Badge>
          {view.changes.length === 0 ? (
            <Text size="sm">{text.t('notice.difference.none')}</Text>
          ) : (
            <RowTable<Change>
              caption={text.t('notice.difference')}
              rows={view.changes}
              keyOf={(change) => change.pointer}
              columns={[
                {
                  label: text.t('notice.difference.field'),
                  lead: true,
                  cell: (change) => <Field change={change} colour={colour} />,
                },
                { label: text.t('notice.difference.before'), cell: (change) => <Value value={change.before} gone /> },
                { label: text.t('notice.difference.after'), cell: (change) => <Value value={change.after} /> },
              ]}
            />
          )}
        </Stack>
      )}
    </Loaded>
  );
}

/** The field's own label in the form; what has none is named by its place. */
function Field({ change, colour }: { readonly change: Change; readonly colour: Colour }) {
  const text = useText();
  const known = sectionsOf(colour)
    .flatMap((section) => section.fields)
    .find((field) => change.pointer === field.at || change.pointer.startsWith(`${field.at}/`));
  return (
    <Stack gap={0}>
      <Text size="sm">{known ? text.t(known.label) : change.pointer}</Text>
      <Text size="xs" c="dimmed">
        {text.word(change.kind, 'notice.change')}
      </Text>
    </Stack>
  );
}

function Value({ value, gone = false }: { readonly value: Change['before']; readonly gone?: boolean }) {
  if (value === null || value === undefined) return <Text size="sm">—</Text>;
  return (
    <Text size="sm" component={gone ? 'del' : 'ins'} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      <bdi>{worded(value)}</bdi>
    </Text>
  );
}

function worded(value: unknown): string {
  if (Array.isArray(value)) return value.map(worded).join('; ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(worded).join(', ');
  return String(value);
}
