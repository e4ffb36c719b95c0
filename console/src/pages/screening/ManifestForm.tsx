import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { DEFAULT_MIN_SCORE, type ScreeningView } from '../../../../src/screening/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { prune } from '../../form/pointer.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { HowFields } from './PersonForm.tsx';
import { readText } from './read-text.ts';
import { TripFields } from './TripFields.tsx';

interface Chosen {
  readonly name: string;
  readonly size: number;
  readonly text: string;
}

/** Everybody on a manifest. */
export function ManifestForm() {
  const text = useText();
  const navigate = useNavigate();
  const [file, setFile] = useState<Chosen | null>(null);
  const [value, setValue] = useState<object>({ minScore: DEFAULT_MIN_SCORE });
  const send = useSend<ScreeningView>((view) => void navigate(`/screenings/${view.id}`));
  const form = useForm(value, (change) => setValue(change), send.error);

  async function take(chosen: File): Promise<void> {
    setFile({ name: chosen.name, size: chosen.size, text: await readText(chosen) });
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!file) return;
        const body = { ...(prune(value) as object), fileName: file.name, text: file.text };
        send.mutate({ path: '/api/screenings/manifest', body });
      }}
    >
      <Stack gap="sm">
        <DropZone
          label={text.t('screen.drop')}
          hint={text.t('screen.drop.hint')}
          choose={text.t('screen.choose')}
          disabled={send.isPending}
          onFiles={([chosen]) => chosen && void take(chosen)}
        />
        {file && (
          <Text size="sm" role="status">
            <bdi>
              {text.t('screen.chosen', {
                name: file.name,
                size: text.size(file.size),
                n: file.text.split('\n').length,
              })}
            </bdi>
          </Text>
        )}
        <TripFields form={form} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <HowFields form={form} />
        </SimpleGrid>
        <ProblemAlert error={send.error} />
        <Group justify="flex-end">
          <Button
            type="submit"
            disabled={!file}
            loading={send.isPending}
            leftSection={<IconUsersGroup size={16} aria-hidden />}
          >
            {text.t('screen.do.manifest')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
