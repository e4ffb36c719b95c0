import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { HashListView, ImportView, ImportPreview as Preview } from '../../../../src/identification/contract.ts';
import { LIST_KINDS } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

const NEW = 'new';

/** The word of confirmation: into which list, and whose category numbers they are. */
export function ConfirmImport({ item, preview }: { readonly item: ImportView; readonly preview: Preview }) {
  const text = useText();
  const send = useSend();
  const { data } = useGet<{ readonly items: readonly HashListView[] }>('/api/hash-lists');
  const { form, body } = useFormState(
    { listId: NEW, list: { name: item.fileName.replace(/\.[^.]+$/, ''), kind: 'known' }, as: preview.region ?? '' },
    send.error,
  );
  const intoNew = form.get('/listId') === NEW;
  const active = (data?.items ?? []).filter((list) => list.state === 'active');

  function value(): object {
    const { listId, list, as } = body() as { listId: string; list?: object; as?: string };
    const target = listId === NEW ? { list } : { listId };
    return { version: item.version, ...target, ...(as ? { as } : {}) };
  }

  return (
    <Section title={text.t('import.confirm')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({ path: `/api/imports/${item.id}/confirm`, body: value() });
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Select
              {...form.choice('/listId')}
              label={text.t('import.confirm.where')}
              data={[
                { value: NEW, label: text.t('import.confirm.new') },
                ...active.map((list) => ({ value: list.id, label: list.name })),
              ]}
            />
            <Group align="flex-end" gap="xs" wrap="nowrap">
              <TextInput
                {...form.text('/as')}
                label={text.t('import.as')}
                description={text.t('import.as.hint')}
                dir="ltr"
                maxLength={20}
                style={{ flex: 1 }}
              />
              <Button
                variant="default"
                onClick={() =>
                  send.mutate({
                    path: `/api/imports/${item.id}/preview`,
                    body: { as: (body() as { as?: string }).as },
                  })
                }
              >
                {text.t('import.as.do')}
              </Button>
            </Group>
          </SimpleGrid>
          {intoNew && (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput {...form.text('/list/name')} label={text.t('lists.name')} required />
              <Select
                {...form.choice('/list/kind')}
                label={text.t('lists.kind')}
                data={LIST_KINDS.map((kind) => ({ value: kind, label: text.t(`lists.kind.${kind}`) }))}
              />
              <TextInput {...form.text('/list/source')} label={text.t('lists.source')} />
              <TextInput {...form.text('/list/terms')} label={text.t('lists.terms')} />
            </SimpleGrid>
          )}
          <ProblemAlert error={send.error} fields />
          <Group justify="flex-end">
            <Button type="submit" loading={send.isPending} disabled={preview.readable === 0}>
              {text.t('import.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
