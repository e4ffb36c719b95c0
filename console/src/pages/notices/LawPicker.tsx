import { Select, Text } from '@mantine/core';
import { lawsFor } from '../../../../src/notices/contract.ts';
import { useMe } from '../../api/session.ts';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly form: Form;
  /** Pointer of the judicial part. */
  readonly at: string;
  readonly label: string;
}

/** Picks a law of our own country: its citation, charge and highest penalty go into the form, and stay changeable there. */
export function LawPicker({ form, at, label }: Props) {
  const text = useText();
  const me = useMe();
  const offence = form.get('/form/offence');
  const laws = lawsFor(me.bureau, typeof offence === 'string' ? offence : undefined);
  if (laws.length === 0) return null;
  const penalty = (law: (typeof laws)[number]): string =>
    law.life ? text.t('notice.law.life') : text.t('notice.law.months', { n: law.maxMonths ?? 0 });
  const take = (id: string | null): void => {
    const law = laws.find((one) => one.id === id);
    if (!law) return;
    const list = (place: string): string[] => (form.get(`${at}/${place}`) as string[] | undefined) ?? [];
    form.set(`${at}/laws`, [...new Set([...list('laws'), `${law.cite} (${law.title})`])]);
    form.set(`${at}/charges`, [...new Set([...list('charges'), law.title])]);
    const before = Number(form.get(`${at}/maxPenaltyMonths`) ?? 0);
    // The highest of what is charged is what the rule asks for.
    if (law.life) form.set(`${at}/maxPenaltyLife`, true);
    else if ((law.maxMonths ?? 0) > before) form.set(`${at}/maxPenaltyMonths`, law.maxMonths);
  };
  return (
    <div>
      <Select
        label={label}
        placeholder={text.t('notice.law.pick')}
        data={laws.map((law) => ({ value: law.id, label: `${law.cite} · ${law.title} · ${penalty(law)}` }))}
        value={null}
        onChange={take}
        searchable
      />
      <Text size="xs" c="dimmed" mt={4}>
        {text.word('unverified', 'rule.basis')}
      </Text>
    </div>
  );
}
