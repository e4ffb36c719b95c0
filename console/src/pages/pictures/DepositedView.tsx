import type { LyonMediaView } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useText } from '../../i18n/use-text.ts';
import { SealedView } from './SealedView.tsx';

/** A file deposited at Lyon, opened there for a certified specialist; of a video the still, then frame by frame. */
export function DepositedView({ lyonMediaId }: { readonly lyonMediaId: string }) {
  const text = useText();
  const { data } = useGet<LyonMediaView>(`/api/icse-media/${lyonMediaId}`);
  return (
    <SealedView
      path={`/api/deposits/${lyonMediaId}/open`}
      action={text.t('lookup.open-deposit')}
      video={data?.video ?? null}
    />
  );
}
