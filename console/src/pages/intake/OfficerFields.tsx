import { SimpleGrid, TextInput } from '@mantine/core';
import { Section } from '../../components/Section.tsx';
import { AgencySelect } from '../../form/AgencySelect.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

/** Who asks. An officer's agency is the account's; bureau staff choose the agency that called. */
export function OfficerFields({ form, agency }: { readonly form: Form; readonly agency: string | null }) {
  const text = useText();
  return (
    <Section title={text.t('intake.you')}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {agency ? (
          <TextInput
            {...form.text('/agency')}
            label={text.t('intake.agency')}
            description={text.t('intake.agency.hint')}
            readOnly
            dir="ltr"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
        ) : (
          <AgencySelect
            {...form.choice('/agency')}
            label={text.t('intake.agency')}
            description={text.t('intake.agency.hint')}
            required
          />
        )}
        <TextInput {...form.text('/officer/name')} label={text.t('intake.name')} autoComplete="name" required />
        <TextInput {...form.text('/officer/title')} label={text.t('intake.rank')} autoComplete="organization-title" />
        <TextInput
          {...form.text('/officer/phone')}
          label={text.t('intake.phone')}
          description={text.t('intake.phone.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          type="tel"
          autoComplete="tel"
          dir="ltr"
          required
        />
        <TextInput
          {...form.text('/officer/email')}
          label={text.t('intake.email')}
          type="email"
          autoComplete="email"
          dir="ltr"
          required
        />
        <TextInput {...form.text('/officer/badge')} label={text.t('intake.badge')} dir="ltr" />
        <TextInput {...form.text('/agencyReference')} label={text.t('intake.reference')} dir="ltr" />
      </SimpleGrid>
    </Section>
  );
}
