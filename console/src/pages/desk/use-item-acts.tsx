import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { DeskItem } from '../../../../src/desk/contract.ts';
import { useSend } from '../../api/hooks.ts';
import type { ApiError } from '../../api/problem.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import { HistoryDialog } from './HistoryDialog.tsx';
import { SetAsideDialog } from './SetAsideDialog.tsx';
import { SettleDialog } from './SettleDialog.tsx';

export type ItemAct = 'skip' | 'snooze' | 'escalate' | 'settle' | 'take-over' | 'history';

/** What can be done with an item short of finishing it: the dialogs, and how to open them. */
export function useItemActs(onLeft?: () => void): {
  readonly dialog: ReactNode;
  readonly isOpen: boolean;
  open(act: ItemAct, item: DeskItem): void;
  claim(item: DeskItem, what?: 'claim' | 'release'): void;
  wake(item: DeskItem): void;
} {
  const text = useText();
  const [shown, setShown] = useState<{ readonly act: ItemAct; readonly item: DeskItem } | null>(null);
  const send = useSend();
  const over = useSend(() => setShown(null));
  const close = () => setShown(null);
  const refused = (error: ApiError) => {
    const first = error.errors[0];
    notifications.show({
      color: 'red',
      title: text.word(error.code, 'problem'),
      message: first ? text.phrase(first.code, first.params) : '',
    });
  };
  return {
    isOpen: shown !== null,
    open: (act, item) => setShown({ act, item }),
    claim: (item, what = 'claim') =>
      send.mutate({ path: `/api/work/${item.id}/${what}`, body: { version: item.version } }, { onError: refused }),
    wake: (item) =>
      send.mutate(
        { path: `/api/work/${item.id}/snooze`, body: { version: item.version, until: null, reason: 'other' } },
        { onError: refused },
      ),
    dialog: shown && render(),
  };

  function render(): ReactNode {
    if (!shown) return null;
    const { act, item } = shown;
    if (act === 'settle') return <SettleDialog item={item} onClose={close} />;
    if (act === 'history') return <HistoryDialog item={item} onClose={close} />;
    if (act === 'take-over')
      return (
        <ReasonDialog
          opened
          title={text.t('desk.take-over')}
          warning={text.t('desk.take-over.hint', { name: item.claimedByName ?? '' })}
          confirm={text.t('desk.take-over')}
          pending={over.isPending}
          error={over.error}
          onClose={close}
          onConfirm={(reason) =>
            over.mutate({ path: `/api/work/${item.id}/take-over`, body: { version: item.version, reason } })
          }
        />
      );
    return <SetAsideDialog act={act} item={item} onClose={close} onDone={act === 'escalate' ? undefined : onLeft} />;
  }
}
