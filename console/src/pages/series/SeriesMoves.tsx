import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SeriesMove, SeriesView } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { MergeDialog } from './MergeDialog.tsx';
import { SplitDialog } from './SplitDialog.tsx';

/** At Lyon: a series is joined to another, or parted, by a curator, with the way back. */
export function SeriesMoves({ series }: { readonly series: SeriesView }) {
  const text = useText();
  const me = useMe();
  const query = useGet<{ readonly items: readonly SeriesMove[] }>(`/api/series/${series.id}/moves`);
  const [dialog, setDialog] = useState<'merge' | 'split' | SeriesMove | null>(null);
  const undo = useSend(() => setDialog(null));
  const curates = me.is('curator');
  const close = () => setDialog(null);
  return (
    <Section
      title={text.t('series.moves')}
      actions={
        curates &&
        series.mergedInto === null && (
          <>
            <Button size="xs" variant="light" onClick={() => setDialog('merge')}>
              {text.t('series.merge')}
            </Button>
            {series.mediaIds.length > 1 && (
              <Button size="xs" variant="light" onClick={() => setDialog('split')}>
                {text.t('series.split')}
              </Button>
            )}
          </>
        )
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.t('series.moves.none')} />
          ) : (
            <Stack gap="xs">
              {items.map((move) => (
                <Group key={move.id} gap="xs" justify="space-between">
                  <div>
                    <Text size="sm" fw={600} td={move.undone ? 'line-through' : undefined}>
                      {text.t(`series.moves.${move.kind}`, { from: move.from.label, to: move.to.label })} ·{' '}
                      {text.t('series.moves.media', { n: move.media })}
                    </Text>
                    <Text size="sm">
                      {move.reason} ·{' '}
                      <Text span size="sm" c="dimmed">
                        <Actor id={move.by} /> · <When at={move.at} />
                      </Text>
                    </Text>
                    {move.undone && (
                      <Text size="sm">
                        <Badge variant="default" tt="none" size="sm">
                          {text.t('series.moves.undone')}
                        </Badge>{' '}
                        {move.undone.reason} · <Actor id={move.undone.by} /> · <When at={move.undone.at} />
                      </Text>
                    )}
                  </div>
                  {curates && !move.undone && (
                    <Button size="xs" variant="default" onClick={() => setDialog(move)}>
                      {text.t('series.moves.undo')}
                    </Button>
                  )}
                </Group>
              ))}
            </Stack>
          )
        }
      </Loaded>
      {dialog === 'merge' && <MergeDialog series={series} onClose={close} />}
      {dialog === 'split' && <SplitDialog series={series} onClose={close} />}
      {dialog !== null && typeof dialog === 'object' && (
        <ReasonDialog
          opened
          title={text.t('series.moves.undo')}
          confirm={text.t('series.moves.undo')}
          pending={undo.isPending}
          error={undo.error}
          onClose={() => {
            undo.reset();
            close();
          }}
          onConfirm={(reason) => undo.mutate({ path: `/api/series-moves/${dialog.id}/undo`, body: { reason } })}
        />
      )}
    </Section>
  );
}
