import { Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { AUTHORITY_KINDS, CIRCUITS, type TipView } from '../../../../src/tips/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import type { Text } from '../../i18n/text.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly tip: TipView;
  /** Null: all of the report's, until one is chosen. */
  readonly fileId: string | null;
  onClose(): void;
}

const ALL = 'all';

/** Under what law, and whose word, a file may be opened. */
export function AuthorityDialog({ tip, fileId, onClose }: Props) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ fileId: fileId ?? ALL }, send.error);
  const files = tip.fileList.filter((file) => file.role === 'file');
  return (
    <FormDialog
      title={text.t('tip.authority.record')}
      submit={text.t('tip.authority.record')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => {
        const { fileId: chosen, ...rest } = body() as { fileId?: string };
        const whose = chosen === undefined || chosen === ALL ? null : chosen;
        send.mutate({ path: `/api/tips/${tip.id}/authorities`, body: { ...rest, fileId: whose } });
      }}
      onClose={() => {
        send.reset();
        onClose();
      }}
    >
      <Select
        {...form.choice('/fileId')}
        label={text.t('tip.authority.for')}
        allowDeselect={false}
        data={[
          { value: ALL, label: text.t('tip.authority.all') },
          ...files.map((file) => ({ value: file.id, label: file.name ?? file.key })),
        ]}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          {...form.choice('/kind')}
          label={text.t('tip.authority.kind')}
          required
          data={AUTHORITY_KINDS.map((value) => ({ value, label: text.phrase(`tip.authority.${value}`) }))}
        />
        <Select
          {...form.choice('/circuit')}
          label={text.t('tip.authority.circuit')}
          required
          data={CIRCUITS.map((value) => ({ value, label: circuitWord(value, text) }))}
        />
      </SimpleGrid>
      <TextInput
        {...form.text('/reference')}
        label={text.t('tip.authority.reference')}
        description={text.t('tip.authority.reference.hint')}
        required
      />
      <Textarea {...form.text('/note')} label={text.t('tip.authority.note')} autosize minRows={2} />
    </FormDialog>
  );
}

/** `9` as the Ninth Circuit is written, `dc`, or courts beside them. */
export function circuitWord(circuit: (typeof CIRCUITS)[number], text: Text): string {
  if (circuit === 'state' || circuit === 'military' || circuit === 'foreign')
    return text.t(`tip.authority.circuit.${circuit}`);
  const number = circuit === 'dc' ? 'D.C.' : text.language === 'en' ? ordinal(Number(circuit)) : circuit;
  return text.t('tip.authority.circuit.n', { n: number });
}

function ordinal(n: number): string {
  const suffix = n === 1 ? 'st' : n === 2 ? 'nd' : n === 3 ? 'rd' : 'th';
  return `${n}${suffix}`;
}
