import { Badge, Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CheckView, RoutingView } from '../../../../../src/tips/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { useMe } from '../../../api/session.ts';
import { Actor } from '../../../components/Actor.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { RowTable } from '../../../components/RowTable.tsx';
import { Section } from '../../../components/Section.tsx';
import { useText } from '../../../i18n/use-text.ts';

const COLOUR = { clear: 'teal', ask: 'orange', block: 'red' } as const;

/** What stands between a report and another country: the data's word, a person's ruling, and a second person's. */
export function Checks({ view }: { readonly view: RoutingView }) {
  const text = useText();
  const me = useMe();
  const [ruling, setRuling] = useState<CheckView | null>(null);
  const [second, setSecond] = useState<CheckView | null>(null);
  if (view.checks.length === 0) return null;
  const mayRule = me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <Section title={text.t('routing.checks')}>
      <RowTable
        caption={text.t('routing.checks')}
        rows={view.checks}
        keyOf={(one) => `${one.country} ${one.check}`}
        columns={[
          {
            label: text.t('routing.check'),
            lead: true,
            cell: (one) => (
              <Text size="sm" fw={600}>
                {text.bureau(one.country)}: {text.phrase(`tip.check.${one.check}`)}
              </Text>
            ),
          },
          {
            label: text.t('routing.result'),
            cell: (one) => (
              <Stack gap={2} align="flex-start">
                <Badge color={COLOUR[one.result]} variant="light" tt="none">
                  {text.phrase(`tip.check-result.${one.result}`)}
                </Badge>
                {one.basis !== '' && (
                  <Text size="xs" c="dimmed">
                    <bdi>{one.basis}</bdi>
                  </Text>
                )}
              </Stack>
            ),
          },
          {
            label: text.t('routing.ruling'),
            cell: (one) => (
              <Stack gap={4} align="flex-start">
                {one.ruling && <Ruled check={one} />}
                {mayRule && (
                  <Group gap="xs">
                    <Button size="compact-xs" variant="default" onClick={() => setRuling(one)}>
                      {text.t('routing.rule')}
                    </Button>
                    {waitsForSecond(one) && me.is('supervisor', 'watch-officer') && !isMine(one, me) && (
                      <Button size="compact-xs" onClick={() => setSecond(one)}>
                        {text.t('routing.second')}
                      </Button>
                    )}
                  </Group>
                )}
              </Stack>
            ),
          },
        ]}
      />
      {ruling && <RuleDialog tipId={view.tip.id} check={ruling} onClose={() => setRuling(null)} />}
      {second?.ruling && <SecondDialog check={second} id={second.ruling.id} onClose={() => setSecond(null)} />}
    </Section>
  );
}

const waitsForSecond = (check: CheckView): boolean =>
  check.result === 'block' && check.ruling?.ruling === 'may-go' && check.ruling.secondBy === null;
const isMine = (check: CheckView, me: { readonly mark: string }): boolean => check.ruling?.by === me.mark;

function Ruled({ check }: { readonly check: CheckView }) {
  const text = useText();
  const { ruling } = check;
  if (!ruling) return null;
  return (
    <>
      <Text size="sm">
        {text.phrase(`tip.ruling.${ruling.ruling}`)} · <Actor id={ruling.by} /> · <bdi>{ruling.reason}</bdi>
      </Text>
      {ruling.secondBy !== null && (
        <Text size="sm">
          <Actor id={ruling.secondBy} /> {text.t(ruling.secondAgrees ? 'routing.second.yes' : 'routing.second.no')} ·{' '}
          <bdi>{ruling.secondReason}</bdi>
        </Text>
      )}
      {waitsForSecond(check) && (
        <Text size="xs" c="orange">
          {text.t('routing.second.waits')}
        </Text>
      )}
    </>
  );
}

function RuleDialog({ tipId, check, onClose }: { readonly tipId: string; readonly check: CheckView; onClose(): void }) {
  const text = useText();
  const [ruling, setRuling] = useState('may-go');
  const [reason, setReason] = useState('');
  const send = useSend(onClose);
  const { country, check: code } = check;
  return (
    <FormDialog
      title={`${text.bureau(country)}: ${text.phrase(`tip.check.${code}`)}`}
      submit={text.t('routing.rule')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({ path: `/api/tips/${tipId}/rulings`, body: { country, check: code, ruling, reason } })
      }
    >
      <Radio.Group label={text.t('routing.ruling')} value={ruling} onChange={setRuling}>
        <Stack gap="xs" mt={4}>
          <Radio value="may-go" label={text.phrase('tip.ruling.may-go')} />
          <Radio value="must-not-go" label={text.phrase('tip.ruling.must-not-go')} />
        </Stack>
      </Radio.Group>
      <Reason value={reason} onChange={setReason} />
    </FormDialog>
  );
}

function SecondDialog({ check, id, onClose }: { readonly check: CheckView; readonly id: string; onClose(): void }) {
  const text = useText();
  const [agrees, setAgrees] = useState('yes');
  const [reason, setReason] = useState('');
  const send = useSend(onClose);
  return (
    <FormDialog
      title={`${text.bureau(check.country)}: ${text.phrase(`tip.check.${check.check}`)}`}
      submit={text.t('routing.second')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({ path: `/api/tip-rulings/${id}/second`, body: { agrees: agrees === 'yes', reason } })
      }
    >
      <Ruled check={check} />
      <Radio.Group label={text.t('routing.second')} value={agrees} onChange={setAgrees}>
        <Stack gap="xs" mt={4}>
          <Radio value="yes" label={text.t('routing.agree')} />
          <Radio value="no" label={text.t('routing.disagree')} />
        </Stack>
      </Radio.Group>
      <Reason value={reason} onChange={setReason} />
    </FormDialog>
  );
}

function Reason({ value, onChange }: { readonly value: string; onChange(value: string): void }) {
  const text = useText();
  return (
    <Textarea
      label={text.t('common.reason')}
      autosize
      minRows={2}
      maxLength={1_000}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
