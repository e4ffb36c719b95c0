import { MultiSelect, Select } from '@mantine/core';
import type { z } from 'zod';
import type { templateList } from '../../../../src/correspondence/contract.ts';
import { useGet } from '../../api/hooks.ts';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

type Templates = z.infer<typeof templateList>;

/** Standard phrases: they travel as codes, and each reader sees them in their own language. */
export function PhrasePicker({ form, templates = false }: { readonly form: Form; readonly templates?: boolean }) {
  const text = useText();
  const { data } = useGet<Templates>('/api/correspondence/templates', undefined, { lasting: true });
  const chosen = ((form.get('/phrases') as { code: string }[] | undefined) ?? []).map(({ code }) => code);
  const use = (codes: readonly string[]) =>
    form.set(
      '/phrases',
      codes.map((code) => ({ code, params: {} })),
    );
  return (
    <>
      {templates && (
        <Select
          label={text.t('thread.template')}
          data={(data?.templates ?? []).map(({ id }) => ({ value: id, label: text.word(id, 'template') }))}
          value={null}
          onChange={(id) => {
            const template = data?.templates.find((one) => one.id === id);
            if (!template) return;
            form.set('/type', template.type);
            form.set('/urgency', template.urgency);
            form.set('/asks', template.asks);
            use(template.phrases);
          }}
        />
      )}
      <MultiSelect
        label={text.t('thread.phrases')}
        description={text.t('thread.phrases.hint')}
        data={(data?.phrases ?? []).map((code) => ({ value: code, label: text.phrase(code) }))}
        value={chosen}
        onChange={use}
        searchable
        hidePickedOptions
      />
    </>
  );
}
