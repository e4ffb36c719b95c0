import { Alert, Badge, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { ENTRY_STATES, type systemList } from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { EntryTable } from './EntryTable.tsx';
import { SystemDialog } from './SystemDialog.tsx';
import { SystemFiles } from './SystemFiles.tsx';

type View = z.infer<typeof systemList>;
export type System = View['items'][number];

/** The country's own systems: what each is owed, its files in and out, and every entry. */
export function SystemsPage() {
  const text = useText();
  const me = useMe();
  const query = useGet<View>('/api/national-systems');
  const [adding, setAdding] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const works = me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <>
      <PageHeader
        title={text.t('systems.title')}
        hint={text.t('systems.hint')}
        actions={me.is('administrator') && <Button onClick={() => setAdding(true)}>{text.t('systems.add')}</Button>}
      />
      {said !== null && (
        <Alert mb="md" color="teal" withCloseButton onClose={() => setSaid(null)} role="status">
          {said}
        </Alert>
      )}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.t('systems.none')} />
          ) : (
            items.map((system) => (
              <Section
                key={system.code}
                title={system.name}
                actions={works && <SystemFiles system={system} onSaid={setSaid} />}
              >
                <Stack gap="xs">
                  <Text size="sm" c="dimmed">
                    <span className="ltr">{system.code}</span> · {text.word(system.kind, 'system.kind')} ·{' '}
                    {system.colours.map((colour) => text.word(colour, 'notice.colour')).join(', ')}
                  </Text>
                  <Group gap={6}>
                    {ENTRY_STATES.filter((state) => (system.counts[state] ?? 0) > 0).map((state) => (
                      <Badge key={state} variant="default" tt="none">
                        {text.word(state, 'entry.state')}: {text.number(system.counts[state] ?? 0)}
                      </Badge>
                    ))}
                  </Group>
                </Stack>
              </Section>
            ))
          )
        }
      </Loaded>
      {(works || me.is('auditor')) && <Entries />}
      {adding && <SystemDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function Entries() {
  const text = useText();
  const [state, setState] = useState<string | null>('');
  return (
    <Section title={text.t('entries.title')}>
      <Select
        label={text.t('entries.filter')}
        value={state}
        onChange={setState}
        allowDeselect={false}
        maw={280}
        mb="sm"
        data={[
          { value: '', label: text.t('entries.all') },
          ...ENTRY_STATES.map((value) => ({ value, label: text.word(value, 'entry.state') })),
        ]}
      />
      <EntryTable query={state ? { state } : {}} />
    </Section>
  );
}
