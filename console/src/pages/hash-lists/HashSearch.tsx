import { Badge, Button, Group, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { HashEntryView } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

const LEAST = 32;

/** Whether any list holds a hash, and what it calls it. */
export function HashSearch() {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [sought, setSought] = useState('');
  const query = useGet<{ readonly items: readonly HashEntryView[] }>(
    '/api/hash-lists/entries',
    { hash: sought },
    { enabled: sought !== '' },
  );
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim().length >= LEAST) setSought(typed.trim());
        }}
      >
        <Group align="flex-end" gap="xs" mb="sm">
          <TextInput
            label={text.t('lists.search')}
            description={text.t('lists.search.hint')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            dir="ltr"
            maxLength={300}
            style={{ flex: '1 1 260px' }}
          />
          <Button
            type="submit"
            variant="light"
            leftSection={<IconSearch size={16} aria-hidden />}
            disabled={typed.trim().length < LEAST}
          >
            {text.t('lists.search')}
          </Button>
        </Group>
      </form>
      {sought !== '' && (
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={text.t('lists.search.none')} />
            ) : (
              <RowTable
                caption={text.t('lists.search')}
                rows={items}
                keyOf={(entry) => String(entry.id)}
                columns={[
                  {
                    label: text.t('lists.name'),
                    lead: true,
                    cell: (entry) => (
                      <Text size="sm" fw={600}>
                        <bdi>{entry.listName}</bdi>{' '}
                        {entry.state === 'removed' && (
                          <Badge variant="default" tt="none" size="sm">
                            {text.t('lists.entry.removed')}
                          </Badge>
                        )}
                      </Text>
                    ),
                  },
                  { label: text.t('lists.kind'), cell: (entry) => text.t(`lists.kind.${entry.listKind}`) },
                  {
                    label: text.t('pictures.class'),
                    cell: ({ classification }) =>
                      classification && `${classification.scheme} ${classification.code}: ${classification.label}`,
                  },
                  { label: text.t('pictures.series'), cell: (entry) => entry.series && <bdi>{entry.series}</bdi> },
                  { label: text.t('notices.changed'), cell: (entry) => <When at={entry.updatedAt} /> },
                ]}
              />
            )
          }
        </Loaded>
      )}
    </>
  );
}
