import { Button, Group, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { EXPORT_FORMATS, type HashListView } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';

/** The lists that are here: how much is in each, and their ways out. */
export function HashLists() {
  const text = useText();
  const me = useMe();
  const query = useGet<{ readonly items: readonly HashListView[] }>('/api/hash-lists');
  const send = useSend();
  const exports = me.is('analyst', 'supervisor', 'vid-specialist', 'curator');
  const changes = me.is('supervisor', 'curator');
  return (
    <>
      <ProblemAlert error={send.error} />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.t('lists.empty')} />
          ) : (
            <RowTable
              caption={text.t('lists.title')}
              rows={items}
              keyOf={(list) => list.id}
              columns={[
                {
                  label: text.t('lists.name'),
                  lead: true,
                  cell: (list) => (
                    <Text size="sm" fw={600} title={list.terms || undefined}>
                      <bdi>{list.name}</bdi>
                    </Text>
                  ),
                },
                { label: text.t('lists.kind'), cell: (list) => text.t(`lists.kind.${list.kind}`) },
                { label: text.t('lists.source'), cell: (list) => list.source && <bdi>{list.source}</bdi> },
                { label: text.t('lists.scheme'), cell: (list) => list.scheme },
                { label: text.t('lists.entries'), cell: (list) => text.number(list.entries) },
                {
                  label: text.t('common.state'),
                  cell: (list) => <StateBadge state={list.state} scope="lists.state" size="sm" />,
                },
                {
                  label: text.t('lists.export'),
                  cell: (list) =>
                    exports && (
                      <Group gap={6} className="cell">
                        <ExportMenu list={list} />
                        {changes && (
                          <Button
                            size="compact-sm"
                            variant="default"
                            loading={send.isPending}
                            onClick={() =>
                              send.mutate({
                                path: `/api/hash-lists/${list.id}/state`,
                                body: { version: list.version, state: list.state === 'active' ? 'retired' : 'active' },
                              })
                            }
                          >
                            {text.t(list.state === 'active' ? 'lists.retire' : 'lists.restore')}
                          </Button>
                        )}
                      </Group>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </>
  );
}

function ExportMenu({ list }: { readonly list: HashListView }) {
  const text = useText();
  return (
    <Menu>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label={`${text.t('lists.export')}: ${list.name}`}
        >
          {text.t('lists.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPORT_FORMATS.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={`/api/hash-lists/${list.id}/export?format=${format}`}
            {...{ download: true }}
          >
            {text.t(`lists.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
