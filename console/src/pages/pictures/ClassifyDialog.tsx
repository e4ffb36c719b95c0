import { Checkbox, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import type { MediaView, Scheme } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

const OTHER = 'other';

/** Classifies by one scheme; schemes of different countries are never compared. */
export function ClassifyDialog({ media, onClose }: { readonly media: MediaView; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { data } = useGet<{ readonly items: readonly Scheme[] }>('/api/classification-schemes', undefined, {
    lasting: true,
  });
  const { form, body } = useFormState(
    {
      known: media.known,
      chosen: media.classification?.scheme ?? 'INTERPOL-BASELINE',
      classification: media.classification ?? {},
    },
    send.error,
  );
  const schemes = (data?.items ?? []).filter(({ codes }) => codes.length > 0);
  const scheme = schemes.find(({ id }) => id === form.get('/chosen'));
  const words = (id: string, code: string, label: string) =>
    text.knows(`scheme.${id}.${code}`) ? text.phrase(`scheme.${id}.${code}`) : label;

  function submit(): void {
    const { chosen, classification, known } = body() as {
      chosen?: string;
      known?: boolean;
      classification?: { scheme?: string; code?: string; label?: string };
    };
    const code = classification?.code;
    const found = scheme?.codes.find((entry) => entry.code === code);
    const value = found && chosen ? { scheme: chosen, code, label: found.label } : classification;
    send.mutate({
      path: `/api/media/${media.id}/classification`,
      body: { version: media.version, known: known ?? false, classification: code ? value : null },
    });
  }

  return (
    <FormDialog
      title={text.t('pictures.class.do')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={text.t('pictures.class.scheme')}
          data={[
            ...schemes.map(({ id }) => ({
              value: id,
              label: text.knows(`scheme.${id}`) ? text.phrase(`scheme.${id}`) : id,
            })),
            { value: OTHER, label: text.t('pictures.class.other') },
          ]}
          value={scheme ? scheme.id : OTHER}
          onChange={(value) => {
            form.set('/chosen', value);
            form.set('/classification', {});
          }}
          data-autofocus
        />
        {scheme && (
          <Select
            {...form.choice('/classification/code')}
            label={text.t('pictures.class')}
            data={scheme.codes.map(({ code, label }) => ({ value: code, label: words(scheme.id, code, label) }))}
            required
          />
        )}
      </SimpleGrid>
      {scheme && !scheme.verified && (
        <Text size="sm" c="dimmed">
          {text.t('pictures.class.unverified')}
        </Text>
      )}
      {!scheme && (
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <TextInput {...form.text('/classification/scheme')} label={text.t('pictures.class.scheme')} dir="ltr" />
          <TextInput {...form.text('/classification/code')} label={text.t('pictures.class.code')} dir="ltr" />
          <TextInput {...form.text('/classification/label')} label={text.t('pictures.class.label')} />
        </SimpleGrid>
      )}
      <Checkbox {...form.flag('/known')} label={text.t('pictures.class.known')} />
    </FormDialog>
  );
}
