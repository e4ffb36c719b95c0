import { Alert, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type LookupMatch, VERDICTS, type Verdict } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Whether two pictures that the index calls near are one: a person who looked says so, and Lyon remembers it. */
export function JudgeMatch({ match, lookupId }: { readonly match: LookupMatch; readonly lookupId: string }) {
  const text = useText();
  const me = useMe();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const send = useSend(() => {
    notifications.show({ color: 'teal', message: text.t('series.sent') });
    setVerdict(null);
  });
  const { judged, own } = match;
  if (match.kind === 'exact') return null;
  return (
    <div>
      {judged?.falseMatch && (
        <Alert color="orange" py="xs" mb={6}>
          <Text size="sm">
            {text.t(judged.confirmed ? 'judge.false.confirmed' : 'judge.false', {
              bureaus: text.list(judged.notSame.map(text.bureau)),
            })}
          </Text>
        </Alert>
      )}
      {judged && !judged.falseMatch && judged.same.length > 0 && (
        <Text size="sm">{text.t('judge.same', { bureaus: text.list(judged.same.map(text.bureau)) })}</Text>
      )}
      {own && (
        <Text size="sm">
          {text.t('judge.ours')}: <strong>{text.word(own.verdict, 'verdict')}</strong> · {own.reason} ·{' '}
          <Actor id={own.by} /> · {text.word(own.standing, 'judgement.standing')}
        </Text>
      )}
      {!own && !me.is('auditor') && (
        <Group gap={6} mt={4}>
          <Text size="sm" c="dimmed">
            {text.t('judge.ask')}
          </Text>
          {VERDICTS.map((value) => (
            <Button key={value} size="compact-sm" variant="default" onClick={() => setVerdict(value)}>
              {text.word(value, 'verdict')}
            </Button>
          ))}
        </Group>
      )}
      {verdict && (
        <ReasonDialog
          opened
          title={text.word(verdict, 'verdict')}
          warning={text.t('judge.hint')}
          confirm={text.word(verdict, 'verdict')}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setVerdict(null);
          }}
          onConfirm={(reason) =>
            send.mutate({
              path: `/api/lookups/${lookupId}/matches/${match.item}/${match.lyonMediaId}/judge`,
              body: { verdict, reason },
            })
          }
        />
      )}
    </div>
  );
}
