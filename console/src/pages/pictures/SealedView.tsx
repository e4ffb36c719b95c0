import { Box, Button, Center, Image, Paper, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEyeOff, IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type Ref, useEffect, useState } from 'react';
import type { ViewedPicture, ViewGranted, ViewMode } from '../../../../src/identification/contract.ts';
import { call, newKey } from '../../api/client.ts';
import { ApiError } from '../../api/problem.ts';
import { refreshAll } from '../../api/query-client.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import { clockTime } from './clock-time.ts';
import { FrameSelect, type VideoFacts } from './FrameSelect.tsx';

const OPEN_MS = 60_000;

interface Props {
  /** Where a view is asked for: `/api/media/…/reveal`. */
  readonly path: string;
  readonly action?: string;
  readonly disabled?: boolean;
  /** The button that asks for it, for a page that has a key for that. */
  readonly revealRef?: Ref<HTMLButtonElement>;
  /** A colleague classified it already: it is not shown again without saying why. */
  readonly classified?: boolean;
  /** Of a video: its still is shown first, then frames one by one. */
  readonly video?: VideoFacts | null;
  /** What can be done while it is shown; it then stays open until it is sealed again. */
  readonly tools?: (picture: ViewedPicture) => ReactNode;
}

/**
 * A picture under seal. Nothing of it is in the page until it is asked for with a reason; it is shown once, small, grey and
 * blurred unless asked otherwise, kept nowhere, and closes by itself.
 */
export function SealedView({ path, action, disabled = false, classified = false, revealRef, video, tools }: Props) {
  const text = useText();
  const client = useQueryClient();
  const [asking, dialog] = useDisclosure(false);
  const [despite, setDespite] = useState('');
  const [frame, setFrame] = useState<number | null>(null);
  const [mode, setMode] = useState<ViewMode>('blurred-grey');
  const [picture, setPicture] = useState<ViewedPicture | null>(null);
  const [today, setToday] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const refused = error instanceof ApiError && error.errors.some(({ code }) => code === 'media.classified-already');
  const again = classified || refused;
  const working = tools !== undefined && picture?.mode === 'clear';

  useEffect(() => {
    if (!picture || working) return;
    const timer = window.setTimeout(() => setPicture(null), OPEN_MS);
    return () => window.clearTimeout(timer);
  }, [picture, working]);

  async function reveal(reason: string): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const granted = await call<ViewGranted>('POST', path, {
        body: {
          reason,
          mode,
          ...(frame === null ? {} : { frame }),
          ...(despite.trim() === '' ? {} : { despiteClassified: despite.trim() }),
        },
        key: newKey(),
      });
      setToday(granted.shownToday + 1);
      setPicture(await call<ViewedPicture>('GET', `/api/views/${granted.viewId}`));
      dialog.close();
      void refreshAll(client);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Paper withBorder p="sm">
      {picture ? (
        <Stack gap="sm">
          {working ? (
            tools(picture)
          ) : (
            <Image
              src={`data:${picture.type};base64,${picture.data}`}
              alt={text.t('seal.alt')}
              w="auto"
              maw="100%"
              mah={360}
              fit="contain"
              mx="auto"
            />
          )}
          <Text size="sm" c="dimmed">
            {text.t('seal.today', { n: today })} · {text.word(picture.mode, 'view.mode')}
            {picture.frameMs !== null && <> · {text.t('seal.frames.at', { at: clockTime(picture.frameMs) })}</>}
            {!working && <> · {text.t('seal.once')}</>}
          </Text>
          <Button
            variant="default"
            leftSection={<IconEyeOff size={16} aria-hidden />}
            onClick={() => setPicture(null)}
            w="fit-content"
          >
            {text.t('seal.close')}
          </Button>
        </Stack>
      ) : (
        <Center mih={180}>
          <Stack align="center" gap="xs" ta="center">
            <Box c="dimmed">
              <IconLock size={34} aria-hidden />
            </Box>
            <Text fw={600}>{text.t('seal.closed')}</Text>
            <Text size="sm" c="dimmed" maw={320}>
              {text.t(classified ? 'seal.classified' : 'seal.closed.hint')}
            </Text>
            <Button ref={revealRef} variant="default" onClick={dialog.open} disabled={disabled}>
              {action ?? text.t('seal.reveal')}
            </Button>
          </Stack>
        </Center>
      )}
      <ReasonDialog
        opened={asking}
        title={action ?? text.t('seal.reveal')}
        warning={text.t('seal.once')}
        confirm={action ?? text.t('seal.reveal')}
        pending={busy}
        error={error}
        disabled={again && despite.trim().length < 3}
        onConfirm={(reason) => void reveal(reason)}
        onClose={() => {
          setError(null);
          dialog.close();
        }}
      >
        {again && (
          <Textarea
            label={text.t('seal.despite')}
            description={text.t('seal.despite.hint')}
            autosize
            minRows={2}
            required
            maxLength={300}
            value={despite}
            onChange={(event) => setDespite(event.currentTarget.value)}
          />
        )}
        {video && <FrameSelect video={video} value={frame} onChange={setFrame} />}
        <Radio.Group label={text.t('seal.mode')} value={mode} onChange={(value) => setMode(value as ViewMode)}>
          <Stack gap={6} mt={4}>
            {(['blurred-grey', 'clear'] as const).map((value) => (
              <Radio key={value} value={value} label={text.word(value, 'view.mode')} />
            ))}
          </Stack>
        </Radio.Group>
      </ReasonDialog>
    </Paper>
  );
}
