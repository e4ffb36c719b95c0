import { Checkbox, Select, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { CountrySelect } from '../../form/CountrySelect.tsx';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly urls: readonly { readonly id: string; readonly version: number }[];
  onDone(): void;
  onClose(): void;
}

/** A person's own word, where the check said none or another. */
export function SayDialog({ urls, onDone, onClose }: Props) {
  const text = useText();
  const id = useId();
  const [country, setCountry] = useState<string | null>(null);
  const [none, setNone] = useState(false);
  const [basis, setBasis] = useState<string>('human');
  const [note, setNote] = useState('');
  const send = useSend(onDone);
  return (
    <FormDialog
      title={text.t('hosting.say')}
      submit={text.t('hosting.say')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: '/api/hosting/urls/confirm',
          body: { urls, basis, note, ...(none ? { country: null } : country === null ? {} : { country }) },
        })
      }
    >
      <CountrySelect
        id={id}
        label={text.t('hosting.say.country')}
        error={null}
        value={none ? null : country}
        onChange={(value) => {
          setCountry(value);
          setNone(false);
        }}
      />
      <Checkbox
        label={text.t('hosting.say.none')}
        checked={none}
        onChange={(event) => setNone(event.currentTarget.checked)}
      />
      <Select
        label={text.t('hosting.say.basis')}
        value={basis}
        onChange={(value) => setBasis(value ?? 'human')}
        data={['human', 'disclosure'].map((value) => ({ value, label: text.phrase(`hosting.basis.${value}`) }))}
        allowDeselect={false}
      />
      <Textarea
        label={text.t('hosting.note')}
        required
        autosize
        minRows={2}
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
