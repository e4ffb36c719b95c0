import { Alert, Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type ImportView, MAX_IMPORT_BYTES } from '../../../../src/tips/contract.ts';
import { call, newKey } from '../../api/client.ts';
import { usePages } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { DropZone } from '../../components/DropZone.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Reports brought in from files, and the place to drop more. */
export function Imports() {
  const text = useText();
  const me = useMe();
  const list = usePages<ImportView>('/api/tip-imports');
  return (
    <Section title={text.t('tips.imports')}>
      {me.is('analyst', 'supervisor') && <Drop />}
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={text.t('tip-import.none')} />
          ) : (
            <RowTable
              caption={text.t('tips.imports')}
              rows={items}
              keyOf={(item) => item.id}
              columns={[
                {
                  label: text.t('tip-import.entry'),
                  lead: true,
                  cell: (item) => (
                    <Anchor component={Link} to={`/tips/imports/${item.id}`} fw={600}>
                      <bdi>{item.name.slice(item.name.lastIndexOf('/') + 1)}</bdi>
                    </Anchor>
                  ),
                },
                {
                  label: text.t('common.state'),
                  cell: (item) => <StateBadge state={item.state} scope="tip-import.state" />,
                },
                { label: text.t('tip-import.taken'), cell: (item) => text.number(item.taken) },
                { label: text.t('tip-import.versions'), cell: (item) => text.number(item.versions) },
                { label: text.t('tip-import.same'), cell: (item) => text.number(item.same) },
                { label: text.t('tip-import.refused'), cell: (item) => text.number(item.refused) },
                { label: text.t('lookups.by'), cell: (item) => <Actor id={item.createdBy} /> },
                { label: text.t('common.at'), cell: (item) => <When at={item.createdAt} /> },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </Section>
  );
}

function Drop() {
  const text = useText();
  const navigate = useNavigate();
  const [sending, setSending] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const most = text.size(MAX_IMPORT_BYTES);

  async function take(file: File): Promise<void> {
    setError(null);
    setTooLarge(file.size > MAX_IMPORT_BYTES);
    if (file.size > MAX_IMPORT_BYTES) return;
    setSending(true);
    try {
      const body = new Blob([file], { type: 'application/octet-stream' });
      const made = await call<ImportView>('POST', '/api/tip-imports', {
        query: { name: file.name },
        body,
        key: newKey(),
      });
      await navigate(`/tips/imports/${made.id}`);
    } catch (problem) {
      setError(problem);
    } finally {
      setSending(false);
    }
  }

  return (
    <>
      <DropZone
        label={text.t('tip-import.drop')}
        hint={text.t('tip-import.drop.hint', { most })}
        choose={text.t('import.choose')}
        accept=".json,.zip"
        disabled={sending}
        small
        onFiles={([file]) => file && void take(file)}
      />
      {sending && (
        <Text size="sm" role="status" mt="xs">
          {text.t('tip-import.sending')}
        </Text>
      )}
      {tooLarge && (
        <Alert color="orange" mt="xs">
          {text.t('tip-import.too-large', { most })}
        </Alert>
      )}
      <ProblemAlert error={error} />
    </>
  );
}
