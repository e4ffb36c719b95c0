import { Alert, Checkbox, MultiSelect, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RoutingView, Target } from '../../../../../src/tips/contract.ts';
import { TARGET_KINDS } from '../../../../../src/tips/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { receiverName, targetKey } from './names.ts';

/** Who gets it: what is proposed is ticked; anybody else by name, with a reason. */
export function SendDialog({ view, onClose }: { readonly view: RoutingView; onClose(): void }) {
  const text = useText();
  const isOpen = view.tip.state === 'open';
  const free = view.candidates.filter((one) => one.has === null);
  const [chosen, setChosen] = useState<string[]>(free.filter((one) => isOpen && one.proposed).map(targetKey));
  const [others, setOthers] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const standing = view.referrals.filter(
    (one) => one.direction === 'out' && ['sent', 'opened', 'useful'].includes(one.state),
  );
  const [withdraw, setWithdraw] = useState(standing.length > 0);
  const send = useSend(onClose);
  const keys = new Set(free.map(targetKey));
  const groups = TARGET_KINDS.map((kind) => ({
    group: text.phrase(`tip.target.${kind}`),
    items: view.targets
      .filter((one) => one.kind === kind && !keys.has(targetKey(one)))
      .map((one) => ({ value: targetKey(one), label: `${receiverName(one, one.name, text)} (${one.id})` }))
      .sort((a, b) => a.label.localeCompare(b.label, text.language)),
  }));
  const to = [...chosen, ...others].map((key): Target => {
    const [kind = '', id = ''] = key.split(' ');
    return { kind: kind as Target['kind'], id };
  });
  return (
    <FormDialog
      title={text.t('routing.send.title')}
      submit={text.t('routing.send')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/tips/${view.tip.id}/route`,
          body: {
            version: view.tip.version,
            to,
            reason: reason.trim(),
            withdraw: withdraw ? standing.map((one) => one.id) : [],
          },
        })
      }
    >
      <Stack gap="xs">
        {free.map((one) => (
          <Checkbox
            key={targetKey(one)}
            label={
              <>
                <bdi>{receiverName(one, one.name, text)}</bdi> · {text.number(one.confidence)} %
              </>
            }
            checked={chosen.includes(targetKey(one))}
            onChange={(event) =>
              setChosen(
                event.currentTarget.checked
                  ? [...chosen, targetKey(one)]
                  : chosen.filter((key) => key !== targetKey(one)),
              )
            }
          />
        ))}
      </Stack>
      <MultiSelect
        label={text.t('routing.send.others')}
        data={groups}
        value={others}
        onChange={setOthers}
        searchable
        clearable
        hidePickedOptions
        limit={60}
      />
      {to.some((one) => one.kind === 'bureau') && (
        <Alert color="harbour">
          <Text size="sm">{text.t('routing.media-out')}</Text>
        </Alert>
      )}
      {standing.length > 0 && (
        <Checkbox
          label={text.t('routing.send.withdraw')}
          checked={withdraw}
          onChange={(event) => setWithdraw(event.currentTarget.checked)}
        />
      )}
      <Textarea
        label={text.t('common.reason')}
        description={text.t('routing.send.reason')}
        autosize
        minRows={2}
        maxLength={1_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
