import { Select, Text } from '@mantine/core';
import type { z } from 'zod';
import type { audienceView } from '../../../../src/correspondence/contract.ts';
import { useGet } from '../../api/hooks.ts';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

const ALL = '*';

/** A broadcast: a region or all; and before anything is sent, how those chosen can be reached. */
export function Audience({ form }: { readonly form: Form }) {
  const text = useText();
  const { data } = useGet<z.infer<typeof audienceView>>('/api/correspondence/audience', undefined, { lasting: true });
  const chosen = (form.get('/to') as string[] | undefined) ?? [];
  const reached = (data?.bureaus ?? []).filter(({ code }) => chosen.includes(code));
  const count = (status: string) => text.number(reached.filter((bureau) => bureau.status === status).length);
  return (
    <div>
      <Select
        label={text.t('thread.region')}
        data={[
          { value: ALL, label: text.t('thread.everyone') },
          ...(data?.regions ?? []).map((region) => ({ value: region, label: text.word(region, 'region') })),
        ]}
        value={null}
        onChange={(region) => {
          const more = (data?.bureaus ?? []).filter((bureau) => region === ALL || bureau.region === region);
          form.set('/to', [...new Set([...chosen, ...more.map(({ code }) => code)])].slice(0, 200));
        }}
      />
      {reached.length > 0 && (
        <Text size="sm" c="dimmed" mt={4} role="status">
          {text.t('thread.reach', {
            connected: count('connected'),
            hosted: count('hosted'),
            not: count('not-connected'),
          })}
        </Text>
      )}
    </div>
  );
}
