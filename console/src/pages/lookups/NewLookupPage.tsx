import { Anchor, Button, Group, List, Progress, Text, TextInput } from '@mantine/core';
import { IconPhotoSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { call, newKey } from '../../api/client.ts';
import { ApiError } from '../../api/problem.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { UrgencySelect } from '../../form/UrgencySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { keepNames } from '../../hashing/kept-names.ts';
import { useHashedFiles } from '../../hashing/use-hashed-files.ts';
import { useText } from '../../i18n/use-text.ts';
import { FileTable } from './FileTable.tsx';
import { repeated, toBatches } from './lookup-items.ts';

interface Sent {
  readonly id: string;
  readonly items: number;
}

/** Asks Lyon about files of this computer: hashed here, the hashes sent, the files not. */
export function NewLookupPage() {
  const text = useText();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const caseId = params.get('case') ?? undefined;
  const { files, done, add, remove, clear } = useHashedFiles();
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const keys = useRef<string[]>([]);
  const { form, body } = useFormState({ urgency: 'urgent' }, error);
  const again = repeated(files);
  const batches = toBatches(files);
  const count = batches.reduce((sum, batch) => sum + batch.hashes.length, 0);
  const hashing = done < files.length;
  const finished = sent.length > 0 && sent.length === batches.length;

  /** Goes on where a broken connection stopped it: a part that arrived is not sent twice. */
  async function send(): Promise<void> {
    setSending(true);
    setError(null);
    const ids = [...sent];
    try {
      for (const [n, { names, hashes }] of batches.entries()) {
        if (n < ids.length) continue;
        keys.current[n] ??= newKey();
        const key = keys.current[n];
        const made = await call<{ id: string }>('POST', '/api/lookups', { body: body({ hashes, caseId }), key });
        keepNames(made.id, names);
        ids.push({ id: made.id, items: hashes.length });
        setSent([...ids]);
      }
      const [only] = ids;
      if (ids.length === 1 && only) await navigate(`/lookups/${only.id}`);
    } catch (problem) {
      // A lost answer is asked for again under its key; what was refused is corrected and sent under a new one.
      const lost = problem instanceof ApiError && (problem.code === 'offline' || problem.status >= 500);
      if (!lost) keys.current = [];
      setError(problem);
    } finally {
      setSending(false);
    }
  }

  return (
    <>
      <PageHeader
        title={text.t('files.title')}
        hint={text.t('files.hint')}
        back={{ to: '/lookups', label: text.t('lookups.title') }}
      />
      <Section title={text.t('files.list')}>
        <DropZone
          label={text.t('files.drop')}
          hint={text.t('files.browser')}
          choose={text.t('files.choose')}
          multiple
          disabled={sending || sent.length > 0}
          onFiles={add}
        />
        {files.length > 0 && (
          <>
            <Group justify="space-between" mt="md" mb={6} gap="xs">
              <Text size="sm" role="status">
                {text.t('files.progress', { done, all: files.length })}
              </Text>
              {sent.length === 0 && (
                <Button size="xs" variant="subtle" color="gray" onClick={clear} disabled={sending}>
                  {text.t('files.clear')}
                </Button>
              )}
            </Group>
            {hashing && (
              <Progress
                value={(done / files.length) * 100}
                animated
                mb="sm"
                aria-label={text.t('files.progress', { done, all: files.length })}
              />
            )}
            <FileTable files={files} repeated={again} disabled={sending || sent.length > 0} onRemove={remove} />
          </>
        )}
      </Section>
      {finished && sent.length > 1 ? (
        <Section title={text.t('lookups.title')}>
          <Text size="sm" mb="xs">
            {text.t('files.parts', { n: sent.length })}
          </Text>
          <List size="sm">
            {sent.map((part, n) => (
              <List.Item key={part.id}>
                <Anchor component={Link} to={`/lookups/${part.id}`}>
                  {text.t('files.part', { n: n + 1 })}
                </Anchor>{' '}
                · {text.t('files.sent', { n: part.items })}
              </List.Item>
            ))}
          </List>
        </Section>
      ) : (
        <Section title={text.t('lookup.do')}>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void send();
            }}
          >
            <Group align="flex-start" gap="sm">
              <TextInput
                {...form.text('/purpose')}
                label={text.t('common.purpose')}
                required
                style={{ flex: '1 1 280px' }}
              />
              <UrgencySelect {...form.choice('/urgency')} />
            </Group>
            {caseId && (
              <Text size="sm" c="dimmed" mt="xs">
                {text.t('files.for-case')}
              </Text>
            )}
            <ProblemAlert error={error} fields />
            {sending && batches.length > 1 && (
              <Text size="sm" role="status" mt="xs">
                {text.t('files.sending', { done: sent.length, all: batches.length })}
              </Text>
            )}
            <Group justify="flex-end" mt="sm">
              <Button
                type="submit"
                loading={sending}
                disabled={count === 0 || hashing}
                leftSection={<IconPhotoSearch size={16} aria-hidden />}
              >
                {count === 0 ? text.t('lookup.do') : text.t('files.ask', { n: count })}
              </Button>
            </Group>
          </form>
        </Section>
      )}
    </>
  );
}
