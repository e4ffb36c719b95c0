import { Button, Radio, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { HitDetail, StepName } from '../../../../src/notices/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { EvidenceFields } from '../notices/EvidenceFields.tsx';
import { NEEDS_EVIDENCE, STEP_FIELDS, type StepField } from './step-fields.ts';

/** The steps this bureau may take now, and what the chosen one has to say. */
export function HitStepForm({ hit }: { readonly hit: HitDetail }) {
  const text = useText();
  const [step, setStep] = useState<string>(hit.next[0] ?? '');
  const chosen = hit.next.includes(step) ? step : (hit.next[0] ?? '');
  if (hit.next.length === 0) {
    return (
      <Section title={text.t('hit.next')}>
        <Text size="sm">{text.t('hit.next.none')}</Text>
      </Section>
    );
  }
  return (
    <Section title={text.t('hit.next')}>
      <Stack gap="sm">
        {hit.next.length > 1 && (
          <Radio.Group value={chosen} onChange={setStep} aria-label={text.t('hit.next')}>
            <Stack gap={6}>
              {hit.next.map((name) => (
                <Radio key={name} value={name} label={text.word(name, 'hit.step')} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <StepForm key={`${chosen}${hit.version}`} hit={hit} step={chosen as StepName} />
      </Stack>
    </Section>
  );
}

function StepForm({ hit, step }: { readonly hit: HitDetail; readonly step: StepName }) {
  const text = useText();
  const send = useSend();
  const today = new Date().toISOString().slice(0, 10);
  const fields = STEP_FIELDS[step];
  const start = Object.fromEntries(fields.flatMap((f) => (f.kind === 'date' ? [[f.as ?? f.name, today]] : [])));
  const { form, body } = useFormState({ step: start }, send.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const said = (body() as { step?: object }).step ?? {};
        send.mutate({ path: `/api/hits/${hit.id}/steps`, body: { version: hit.version, step: { ...said, step } } });
      }}
    >
      <Stack gap="sm" maw={560}>
        <Text fw={650}>{text.word(step, 'hit.step')}</Text>
        {fields.map((field) => (
          <Field key={field.name} field={field} form={form} />
        ))}
        {NEEDS_EVIDENCE.has(step) && <EvidenceFields form={form} at="/step/evidence" />}
        <ProblemAlert error={send.error} fields />
        <Button type="submit" loading={send.isPending} w="fit-content">
          {text.t('hit.record')}
        </Button>
      </Stack>
    </form>
  );
}

function Field({ field, form }: { readonly field: StepField; readonly form: ReturnType<typeof useFormState>['form'] }) {
  const text = useText();
  const at = `/step/${field.as ?? field.name}`;
  const label = text.t(`hit.field.${field.name}`);
  const required = !field.optional;
  if (field.kind === 'choice') {
    return (
      <Select
        {...form.choice(at)}
        label={label}
        data={(field.values ?? []).map((value) => ({ value, label: text.word(value, `hit.${field.name}`) }))}
        required={required}
      />
    );
  }
  if (field.kind === 'area')
    return <Textarea {...form.text(at)} label={label} autosize minRows={2} required={required} />;
  return (
    <TextInput {...form.text(at)} label={label} type={field.kind === 'date' ? 'date' : 'text'} required={required} />
  );
}
