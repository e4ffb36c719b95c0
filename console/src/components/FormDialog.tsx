import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props {
  readonly title: string;
  readonly submit: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly wide?: boolean;
  readonly danger?: boolean;
  readonly children: ReactNode;
  onSubmit(): void;
  onClose(): void;
}

/** A form over the page. It holds the keyboard until it is closed, and gives it back to where it was. */
export function FormDialog({
  title,
  submit,
  pending,
  error,
  wide = false,
  danger = false,
  children,
  onSubmit,
  onClose,
}: Props) {
  const text = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={wide ? 'xl' : 'lg'}
      closeButtonProps={{ 'aria-label': text.t('common.close') }}
      // What was typed is not lost by a click beside it.
      closeOnClickOutside={false}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Stack gap="sm">
          {children}
          <ProblemAlert error={error} fields />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {text.t('common.back')}
            </Button>
            <Button type="submit" loading={pending} color={danger ? 'red' : undefined}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
