import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Facts } from '../../components/Facts.tsx';
import { useText } from '../../i18n/use-text.ts';

export interface Secret {
  readonly bureau: string;
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly totpSecret: string;
}

/** What a person signs in with, told once: on the screen and on paper, kept nowhere. */
export function SecretSheet({ secret, onClose }: { readonly secret: Secret; onClose(): void }) {
  const text = useText();
  const { bureau, username, name, password, totpSecret } = secret;
  return (
    <Modal
      opened
      onClose={onClose}
      title={text.t('people.secret.title')}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="sm">
        <Text size="sm">{text.t('people.secret.hint')}</Text>
        <div className="print-alone">
          <Facts
            cols={1}
            facts={[
              [text.t('people.name'), `${name} · ${text.bureau(bureau)}`],
              [
                text.t('people.username'),
                <span key="u" className="mono">
                  {username}
                </span>,
              ],
              [
                text.t('people.secret.password'),
                <span key="p" className="mono">
                  {password}
                </span>,
              ],
              [
                text.t('people.secret.totp'),
                <span key="t" className="mono">
                  {totpSecret.replace(/(.{4})(?=.)/g, '$1 ')}
                </span>,
              ],
            ]}
          />
        </div>
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
            data-autofocus
          >
            {text.t('people.secret.print')}
          </Button>
          <Button onClick={onClose}>{text.t('people.secret.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
