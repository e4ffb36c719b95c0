import { Progress, Text } from '@mantine/core';
import type { ImportView } from '../../../../src/identification/contract.ts';
import { Facts } from '../../components/Facts.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** How far it is, and what became of every record: new, merged, refused. */
export function ImportProgress({ item }: { readonly item: ImportView }) {
  const text = useText();
  const running = item.state === 'running' || item.state === 'undoing';
  const percent = item.size === 0 ? 100 : Math.min(100, Math.floor((item.bytesRead / item.size) * 100));
  return (
    <Section title={text.t('import.result')}>
      {running && (
        <>
          <Text size="sm" role="status">
            {text.t('import.progress', { percent })}
            {item.msLeft !== null && ` · ${text.t('import.left', { time: text.duration(item.msLeft) })}`}
          </Text>
          <Progress value={percent} animated mb="sm" aria-label={text.t('import.progress', { percent })} />
        </>
      )}
      <Facts
        cols={4}
        facts={[
          [text.t('import.read'), text.number(item.read)],
          [text.t('import.accepted'), text.number(item.accepted)],
          [text.t('import.merged'), text.number(item.merged)],
          [text.t('import.refused'), text.number(item.refused)],
          item.warnings > 0 && [text.t('import.warnings'), text.number(item.warnings)],
          item.list && [text.t('import.into'), item.list.name],
          item.finishedAt !== null && [text.t('common.at'), <When key="f" at={item.finishedAt} />],
        ]}
      />
    </Section>
  );
}
