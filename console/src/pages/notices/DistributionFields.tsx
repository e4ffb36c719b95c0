import { Radio, SimpleGrid } from '@mantine/core';
import { Section } from '../../components/Section.tsx';
import { BureausSelect } from '../../form/BureauSelect.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

/** Who may have the notice: everyone or the chosen, and who is left out. */
export function DistributionFields({ form, at }: { readonly form: Form; readonly at: string }) {
  const text = useText();
  const all = form.get(`${at}/to`) === 'all';
  return (
    <Section title={text.t('notice.distribution')}>
      <Radio.Group
        label={text.t('notice.distribution.to')}
        value={all ? 'all' : 'some'}
        onChange={(value) => form.set(`${at}/to`, value === 'all' ? 'all' : [])}
        mb="sm"
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt={4}>
          <Radio value="all" label={text.t('notice.distribution.all')} />
          <Radio value="some" label={text.t('notice.distribution.some')} />
        </SimpleGrid>
      </Radio.Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {!all && <BureausSelect {...form.many(`${at}/to`)} label={text.t('notice.distribution.some')} required />}
        <BureausSelect {...form.many(`${at}/withhold`)} label={text.t('notice.distribution.withhold')} />
      </SimpleGrid>
    </Section>
  );
}
