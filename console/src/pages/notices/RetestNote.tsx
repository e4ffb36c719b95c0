import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconGavel, IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { useMe } from '../../api/session.ts';
import { useText } from '../../i18n/use-text.ts';
import { KeepDialog } from './KeepDialog.tsx';
import type { NoticeProps } from './notice-props.ts';
import { RulingDialog } from './RulingDialog.tsx';

/** That a notice in force no longer passes, and what may be answered; and where a court's ruling is put on record. */
export function RetestNote({ notice }: NoticeProps) {
  const text = useText();
  const me = useMe();
  const [dialog, setDialog] = useState<'keep' | 'ruling' | null>(null);
  const isOut = notice.state === 'issued' || notice.state === 'suspended';
  if (!isOut || notice.relation === 'holder') return null;
  const ours = notice.relation === 'owner' && !me.isSecretariat;
  const mayKeep = ours ? me.is('supervisor') : me.is('reviewer', 'supervisor');
  const mayRule = ours && (notice.colour === 'red' || notice.colour === 'yellow');
  return (
    <>
      {notice.failing.length > 0 && (
        <Alert color="orange" icon={<IconScale />} mb="sm" title={text.t('notice.retest.failing')}>
          <List size="sm">
            {notice.failing.map((rule) => (
              <List.Item key={rule}>
                {text.phrase(`rule.${rule}`)} <span className="mono">{rule}</span>
              </List.Item>
            ))}
          </List>
          <Text size="sm" my="xs">
            {text.t(ours ? 'notice.retest.answer' : 'notice.retest.judge')}
          </Text>
          {mayKeep && (
            <Button size="xs" variant="default" onClick={() => setDialog('keep')}>
              {text.t('notice.retest.keep')}
            </Button>
          )}
        </Alert>
      )}
      {mayRule && me.is('analyst', 'supervisor', 'watch-officer') && (
        <Group mb="sm">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconGavel size={14} aria-hidden />}
            onClick={() => setDialog('ruling')}
          >
            {text.t('notice.do.ruling')}
          </Button>
          {notice.rulings.length > 0 && (
            <Text size="sm" c="dimmed">
              {text.t('notice.rulings', { n: notice.rulings.length })}
            </Text>
          )}
        </Group>
      )}
      {dialog === 'keep' && <KeepDialog notice={notice} onClose={() => setDialog(null)} />}
      {dialog === 'ruling' && <RulingDialog notice={notice} onClose={() => setDialog(null)} />}
    </>
  );
}
