import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SessionView } from '../../../src/access/contract.ts';
import { call } from '../api/client.ts';
import { gate, useGate } from '../api/gate.ts';
import { ApiError } from '../api/problem.ts';
import { useSessionChange } from '../api/session.ts';
import { useText } from '../i18n/use-text.ts';

/** Over everything while the session sleeps. What lies beneath stays as it was, and out of sight. */
export function UnlockDialog() {
  const text = useText();
  const state = useGate();
  const { signOut } = useSessionChange();
  const [password, setPassword] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function unlock(): Promise<void> {
    setBusy(true);
    setFailed(null);
    try {
      await call<SessionView>('POST', '/api/session/unlock', { body: { password } });
      gate.unlocked();
    } catch (error) {
      const code = error instanceof ApiError ? error.code : 'internal';
      if (code === 'offline' || code === 'locked') setFailed(text.word(code, 'problem'));
      else setFailed(text.t('unlock.failed'));
    } finally {
      setPassword('');
      setBusy(false);
    }
  }

  return (
    <Modal
      opened={state === 'locked'}
      onClose={() => {}}
      title={text.t('unlock.title')}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="sm"
      zIndex={1000}
      overlayProps={{ blur: 14, backgroundOpacity: 0.75 }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{text.t('unlock.hint')}</Text>
          <PasswordInput
            label={text.t('sign-in.password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            error={failed}
            required
            data-autofocus
          />
          <Group justify="space-between">
            <Button variant="default" onClick={() => void signOut()}>
              {text.t('shell.sign-out')}
            </Button>
            <Button type="submit" loading={busy}>
              {text.t('unlock.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
