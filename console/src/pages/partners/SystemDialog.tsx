import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { COLOURS } from '../../../../src/notices/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

/** One more national system, by an administrator. */
export function SystemDialog({ onClose }: { onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<string | null>('fugitive-file');
  const [colours, setColours] = useState<string[]>(['red']);
  const [partner, setPartner] = useState('');
  return (
    <FormDialog
      title={text.t('systems.add')}
      submit={text.t('systems.add')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: '/api/national-systems',
          body: { code, name, kind, colours, ...(partner === '' ? {} : { partner }) },
        })
      }
    >
      <TextInput
        label={text.t('systems.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        data-autofocus
      />
      <TextInput
        label={text.t('systems.code')}
        placeholder="fugitive-file"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        required
      />
      <Select
        label={text.t('systems.kind')}
        value={kind}
        onChange={setKind}
        allowDeselect={false}
        data={['fugitive-file', 'border-lookout'].map((value) => ({ value, label: text.word(value, 'system.kind') }))}
      />
      <MultiSelect
        label={text.t('systems.colours')}
        value={colours}
        onChange={setColours}
        data={COLOURS.map((value) => ({ value, label: text.word(value, 'notice.colour') }))}
      />
      <TextInput
        label={text.t('systems.partner')}
        value={partner}
        onChange={(event) => setPartner(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
