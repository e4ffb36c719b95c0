import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SheetHistory, SheetView } from '../../../../src/directory/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { EditSheetDialog } from './EditSheetDialog.tsx';
import { SheetCard } from './SheetCard.tsx';

/** One country: what it requires, where that comes from, and what may be done about it. */
export function SheetSection({ sheet, wanted }: { readonly sheet: SheetView; readonly wanted: string | null }) {
  const text = useText();
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const [past, setPast] = useState(false);
  const send = useSend();
  const path = `/api/requirements/${sheet.country}`;
  const changes = me.is('analyst', 'supervisor', 'administrator');
  const follows = me.is('supervisor', 'administrator') && sheet.country !== me.bureau;
  const settle = (use: 'theirs' | 'ours') =>
    send.mutate({ path: `${path}/settle`, body: { version: sheet.version, use } });
  return (
    <Section
      title={text.country(sheet.country)}
      actions={
        <>
          <Badge variant="light" color={sheet.origin === 'shipped' ? 'yellow' : 'blue'}>
            {text.word(sheet.origin, 'sheet')}
          </Badge>
          {follows && (
            <Button
              size="compact-sm"
              variant="default"
              loading={send.isPending}
              onClick={() => send.mutate({ method: 'PUT', path: `${path}/follow`, body: { follow: !sheet.follows } })}
            >
              {text.t(sheet.follows ? 'req.unfollow' : 'req.follow')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" aria-expanded={past} onClick={() => setPast(!past)}>
            {text.t('req.history')}
          </Button>
          {changes && (
            <Button size="compact-sm" onClick={() => setEditing(true)}>
              {text.t('req.edit')}
            </Button>
          )}
        </>
      }
    >
      <ProblemAlert error={send.error} />
      {sheet.theirs?.state === 'conflict' && (
        <Alert color="orange" mb="md" title={text.t('req.conflict')}>
          <Stack gap="sm">
            <Text fw={600}>{text.t('req.published')}</Text>
            <SheetCard sheet={sheet.theirs.body} wanted={wanted} />
            {changes && (
              <Group gap="xs">
                <Button size="compact-sm" onClick={() => settle('theirs')}>
                  {text.t('req.theirs')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => settle('ours')}>
                  {text.t('req.ours')}
                </Button>
              </Group>
            )}
          </Stack>
        </Alert>
      )}
      <SheetCard sheet={sheet} wanted={wanted} />
      {past && <History path={`${path}/history`} wanted={wanted} />}
      {editing && <EditSheetDialog sheet={sheet} onClose={() => setEditing(false)} />}
    </Section>
  );
}

function History({ path, wanted }: { readonly path: string; readonly wanted: string | null }) {
  const text = useText();
  const [shown, setShown] = useState<number | null>(null);
  const query = useGet<SheetHistory>(path);
  return (
    <Loaded query={query}>
      {({ entries }) => (
        <Stack gap="xs" mt="md" component="ol" p={0} style={{ listStyle: 'none' }}>
          {entries.map((entry) => (
            <li key={entry.version}>
              <Group gap="xs">
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => setShown(shown === entry.version ? null : entry.version)}
                >
                  {text.t('req.version', { n: entry.version })}
                </Button>
                <Text size="sm" c="dimmed">
                  {text.word(entry.origin, 'sheet')} · <When at={entry.at} /> · <Actor id={entry.actor} />
                </Text>
              </Group>
              {shown === entry.version && <SheetCard sheet={entry.body} wanted={wanted} />}
            </li>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}
