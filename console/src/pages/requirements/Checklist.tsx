import { Alert, Badge, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import type { ChecklistView } from '../../../../src/directory/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { requirementText } from './requirement-words.ts';

interface Props {
  /** A form whose `/checklist` it fills. */
  readonly form: Form;
  readonly countries: readonly string[];
  readonly assistance: readonly string[];
}

/** Before sending: what the countries asked require. Nothing leaves while something that is required is not ticked. */
export function Checklist({ form, countries, assistance }: Props) {
  const text = useText();
  const me = useMe();
  const asked = countries.filter((code) => /^[A-Z]{2}$/.test(code)).slice(0, 20);
  const query = useGet<ChecklistView>(
    '/api/requirements/checklist',
    { countries: asked.join(','), assistance: assistance.join(',') },
    { enabled: asked.length > 0 && assistance.length > 0 },
  );
  const items = asked.length > 0 && assistance.length > 0 ? (query.data?.items ?? []) : [];
  if (items.length === 0) return null;
  const isMissing = items.some(
    (item) => item.blocking && !((form.get('/checklist/confirmed') as string[] | undefined) ?? []).includes(item.key),
  );
  return (
    <Alert color={isMissing ? 'orange' : 'gray'} title={text.t('req.check')}>
      <Stack gap="sm">
        <Checkbox.Group {...form.many('/checklist/confirmed')} label={null}>
          <Stack gap={8}>
            {items.map((item) => (
              <Group key={item.key} gap="xs" wrap="nowrap" align="start">
                <Checkbox
                  value={item.key}
                  label={`${text.country(item.country)} – ${requirementText(text, item)}`}
                  description={item.verifiedOn === null ? text.t('req.unverified') : undefined}
                />
                {item.blocking && (
                  <Badge color="red" variant="light" style={{ flexShrink: 0 }}>
                    {text.t('req.blocking')}
                  </Badge>
                )}
              </Group>
            ))}
          </Stack>
        </Checkbox.Group>
        {isMissing && me.is('supervisor') && (
          <TextInput {...form.text('/checklist/override')} label={text.t('req.override')} />
        )}
      </Stack>
    </Alert>
  );
}
