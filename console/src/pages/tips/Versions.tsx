import { Badge, Button, Group } from '@mantine/core';
import type { TipView } from '../../../../src/tips/contract.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly tip: TipView;
  readonly shown: number;
  onShow(n: number): void;
}

/** Each version that came; none takes the place of an earlier. */
export function Versions({ tip, shown, onShow }: Props) {
  const text = useText();
  const me = useMe();
  if (tip.history.length === 0) return null;
  return (
    <Section title={text.t('tip.versions')}>
      <RowTable
        caption={text.t('tip.versions')}
        rows={[...tip.history].reverse()}
        keyOf={(one) => String(one.n)}
        columns={[
          {
            label: text.t('tip.versions'),
            lead: true,
            cell: (one) => (
              <Group gap={6}>
                {text.t('tip.version', { n: one.n })}
                {one.n === tip.versions && (
                  <Badge variant="light" tt="none">
                    {text.t('tip.version.newest')}
                  </Badge>
                )}
              </Group>
            ),
          },
          { label: text.t('tips.received'), cell: (one) => <When at={one.at} /> },
          {
            label: text.t('tip.by'),
            cell: (one) => <Actor id={one.by} name={one.by.startsWith('partner:') ? tip.provider : null} />,
          },
          {
            label: text.t('tip.version.raw'),
            cell: (one) => (
              <Group gap={6} className="cell">
                {one.n !== shown && (
                  <Button size="compact-sm" variant="default" onClick={() => onShow(one.n)}>
                    {text.t('tip.version.show')}
                  </Button>
                )}
                {me.is('analyst', 'supervisor', 'watch-officer') && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    component="a"
                    href={`/api/tips/${tip.id}/versions/${one.n}/raw`}
                    download
                  >
                    {text.t('tip.version.raw')} · {text.size(one.size)}
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
      />
    </Section>
  );
}
