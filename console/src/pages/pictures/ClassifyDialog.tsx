import { Checkbox, SimpleGrid, TextInput } from '@mantine/core';
import type { MediaView } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** Classifies by one scheme; schemes of different countries are never compared. */
export function ClassifyDialog({ media, onClose }: { readonly media: MediaView; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ known: media.known, classification: media.classification ?? {} }, send.error);
  return (
    <FormDialog
      title={text.t('pictures.class.do')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() =>
        send.mutate({
          path: `/api/media/${media.id}/classification`,
          body: { classification: null, ...body({ version: media.version }) },
        })
      }
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput
          {...form.text('/classification/scheme')}
          label={text.t('pictures.class.scheme')}
          dir="ltr"
          data-autofocus
        />
        <TextInput {...form.text('/classification/code')} label={text.t('pictures.class.code')} dir="ltr" />
        <TextInput {...form.text('/classification/label')} label={text.t('pictures.class.label')} />
      </SimpleGrid>
      <Checkbox {...form.flag('/known')} label={text.t('pictures.class.known')} />
    </FormDialog>
  );
}
