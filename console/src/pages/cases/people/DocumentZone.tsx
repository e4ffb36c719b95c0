import { Accordion, Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Particulars } from '../../../../../src/cases/contract.ts';
import { readMrz } from '../../../../../src/mrz/index.ts';
import type { Form } from '../../../form/use-form.ts';
import { useText } from '../../../i18n/use-text.ts';
import { MrzPaste } from '../../screening/MrzPaste.tsx';

/** The zone of a travel document: its check digits explained, and what it says taken over into the person's particulars. */
export function DocumentZone({ form, at }: { readonly form: Form; readonly at: string }) {
  const text = useText();
  const [zone, setZone] = useState('');
  const reading = zone.trim() === '' ? null : readMrz(zone, new Date().toISOString().slice(0, 10));

  function take(): void {
    if (!reading) return;
    const { person } = reading;
    const before = (form.get(at) ?? {}) as Partial<Particulars>;
    const { document } = person;
    const number = document.number ?? '';
    const type =
      document.kind === 'passport' ? 'passport' : document.kind === 'identity-card' ? 'identity-card' : 'other';
    const issuer = document.state.iso2;
    const nationality = person.nationality.iso2;
    form.set(at, {
      ...before,
      names: [
        ...(before.names ?? []),
        { kind: 'current', family: person.family, ...(person.given ? { given: person.given } : {}), script: 'Latn' },
      ],
      ...(person.sex === 'F' || person.sex === 'M' ? { sex: person.sex } : {}),
      ...(person.birthDate ? { birth: { date: person.birthDate, precision: 'exact' } } : {}),
      nationalities: [...new Set([...(before.nationalities ?? []), ...(nationality ? [nationality] : [])])],
      documents: [
        ...(before.documents ?? []),
        {
          type,
          number,
          ...(issuer ? { country: issuer } : {}),
          ...(document.expires ? { expires: document.expires } : {}),
        },
      ],
    });
    setZone('');
  }

  return (
    <Accordion variant="contained" chevronPosition="left">
      <Accordion.Item value="zone">
        <Accordion.Control>
          <Text size="sm">{text.t('zone.open')}</Text>
        </Accordion.Control>
        <Accordion.Panel>
          <MrzPaste value={zone} onChange={setZone} />
          <Button mt="xs" size="xs" variant="light" onClick={take} disabled={!reading?.person.document.number}>
            {text.t('zone.take')}
          </Button>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
