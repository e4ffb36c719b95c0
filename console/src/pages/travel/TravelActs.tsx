import { Select } from '@mantine/core';
import { useState } from 'react';
import { LATE_REASONS, type TravelDetail } from '../../../../src/travel/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

export type Act = 'send' | 'discard' | 'cancel' | 'close' | 'close-received';

/** Asks once more before something leaves, or ends. */
export function TravelActs(props: { readonly item: TravelDetail; readonly act: Act; onClose(): void }) {
  const { item, act, onClose } = props;
  const text = useText();
  const send = useSend(onClose);
  const [ground, setGround] = useState('trip-off');
  const [late, setLate] = useState<string | null>(null);
  const isLate = act === 'send' && item.check?.late === true;
  const label = {
    send: text.t('common.send'),
    discard: text.t('trip.discard'),
    cancel: text.t('trip.cancel'),
    close: text.t('trip.close'),
    'close-received': text.t('trip.close'),
  }[act];
  return (
    <ReasonDialog
      opened
      title={label}
      confirm={label}
      danger={act === 'cancel' || act === 'discard'}
      warning={act === 'cancel' && text.t('trip.cancel.warning')}
      minLength={act === 'discard' || (act === 'send' && !isLate) ? 0 : 3}
      reasonLabel={isLate ? text.t('trip.late.text') : undefined}
      disabled={isLate && late === null}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(reason) => {
        const { version } = item;
        const body =
          act === 'send'
            ? { version, ...(isLate ? { late: { reason: late, text: reason } } : {}) }
            : act === 'discard'
              ? { version }
              : { version, reason, ...(act === 'cancel' ? { ground } : {}) };
        send.mutate({ path: `/api/travel/${item.id}/${act}`, body });
      }}
    >
      {act === 'cancel' && (
        <Select
          label={text.t('trip.cancel.ground')}
          value={ground}
          onChange={(value) => setGround(value ?? 'trip-off')}
          data={['trip-off', 'inaccurate'].map((value) => ({ value, label: text.word(value, 'travel.ground') }))}
        />
      )}
      {isLate && (
        <Select
          label={text.t('trip.late.why')}
          value={late}
          onChange={setLate}
          required
          data={LATE_REASONS.map((value) => ({ value, label: text.word(value, 'travel.late') }))}
        />
      )}
    </ReasonDialog>
  );
}
