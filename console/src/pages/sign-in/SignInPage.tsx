import {
  Alert,
  Anchor,
  Badge,
  Box,
  Button,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconAlertCircle, IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { SessionView } from '../../../../src/access/contract.ts';
import { call } from '../../api/client.ts';
import { ApiError } from '../../api/problem.ts';
import { useSessionChange } from '../../api/session.ts';
import { useText } from '../../i18n/use-text.ts';
import { LanguageMenu } from '../../shell/LanguageMenu.tsx';
import { SchemeMenu } from '../../shell/SchemeMenu.tsx';
import { useBureauCode } from './use-bureau-code.ts';

/** User name, password and the code of the moment. Whatever was wrong, the answer is one. */
export function SignInPage({ ended }: { readonly ended: boolean }) {
  const text = useText();
  const bureau = useBureauCode();
  const { signedIn } = useSessionChange();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const code = useRef<HTMLInputElement>(null);
  const name = bureau ? text.bureau(bureau) : null;

  useEffect(() => {
    document.title = `${text.t('sign-in.title')} · ${bureau ?? ''} Homeward`;
  }, [text, bureau]);

  async function signIn(): Promise<void> {
    setBusy(true);
    setFailed(null);
    try {
      const body = { username, password, totp: totp.replace(/\s/g, '') };
      signedIn(await call<SessionView>('POST', '/api/session', { body }));
    } catch (error) {
      const problem = error instanceof ApiError ? error.code : 'internal';
      const plain =
        problem === 'offline' || problem === 'internal' || problem === 'rate-limited' || problem === 'locked';
      setFailed(plain ? text.word(problem, 'problem') : text.t('sign-in.not-accepted'));
      setTotp('');
      code.current?.focus();
    } finally {
      setBusy(false);
    }
  }

  return (
    <Box mih="100vh" display="flex" style={{ flexDirection: 'column' }}>
      <Box component="header" className="bar" px="md" py={8}>
        <Group justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
            {bureau && (
              <Badge size="lg" color="gray.0" c="dark.9" radius="sm" className="ltr">
                {bureau}
              </Badge>
            )}
            <Text fw={650} c="white" truncate>
              {name ?? 'Homeward'}
            </Text>
          </Group>
          <Group gap={4} wrap="nowrap">
            <LanguageMenu />
            <SchemeMenu />
          </Group>
        </Group>
      </Box>
      <Box component="main" p="md" style={{ flex: 1, display: 'grid', placeItems: 'start center' }}>
        <Paper withBorder p="lg" maw={420} w="100%" mt={{ base: 'sm', sm: 60 }}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void signIn();
            }}
          >
            <Stack gap="md">
              <div>
                <Title order={1}>{text.t('sign-in.title')}</Title>
                <Text c="dimmed" size="sm" mt={4}>
                  {name && text.t('sign-in.bureau', { bureau: name })} {text.t('sign-in.record')}
                </Text>
              </div>
              {ended && !failed && (
                <Alert color="harbour" icon={<IconInfoCircle />}>
                  {text.t('sign-in.ended')}
                </Alert>
              )}
              {failed && (
                <Alert color="red" icon={<IconAlertCircle />} role="alert">
                  {failed}
                </Alert>
              )}
              <TextInput
                label={text.t('sign-in.username')}
                value={username}
                onChange={(event) => setUsername(event.currentTarget.value)}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                dir="ltr"
                required
                autoFocus
              />
              <PasswordInput
                label={text.t('sign-in.password')}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                autoComplete="current-password"
                dir="ltr"
                required
              />
              <TextInput
                ref={code}
                label={text.t('sign-in.totp')}
                description={text.t('sign-in.totp.hint')}
                value={totp}
                onChange={(event) => setTotp(event.currentTarget.value)}
                inputMode="numeric"
                autoComplete="one-time-code"
                pattern="[0-9 ]{6,8}"
                dir="ltr"
                required
              />
              <Button type="submit" loading={busy} fullWidth size="md">
                {text.t('sign-in.do')}
              </Button>
              {bureau && bureau !== 'IPSG' && (
                <Anchor href="/ask" size="sm" ta="center">
                  {text.t('guest.without')}
                </Anchor>
              )}
            </Stack>
          </form>
        </Paper>
      </Box>
    </Box>
  );
}
