import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useText } from '../i18n/use-text.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props {
  readonly opened: boolean;
  readonly title: string;
  /** What follows from it, before it is done. */
  readonly warning?: ReactNode;
  readonly confirm: string;
  readonly reasonLabel?: string;
  /** Shortest reason; 0: none is asked. */
  readonly minLength?: number;
  readonly danger?: boolean;
  readonly pending?: boolean;
  readonly error?: unknown;
  readonly children?: ReactNode;
  readonly disabled?: boolean;
  onConfirm(reason: string): void;
  onClose(): void;
}

/** Asks once more, and for the reason that goes on the record. */
export function ReasonDialog(props: Props) {
  const text = useText();
  const id = useId();
  const [reason, setReason] = useState('');
  const minLength = props.minLength ?? 3;
  const enough = reason.trim().length >= minLength;
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': text.t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (enough && !props.disabled) props.onConfirm(reason.trim());
        }}
      >
        <Stack gap="sm">
          {props.warning && <Text size="sm">{props.warning}</Text>}
          {props.children}
          {minLength > 0 && (
            <Textarea
              id={id}
              label={props.reasonLabel ?? text.t('common.reason')}
              description={text.t('common.reason.hint')}
              autosize
              minRows={3}
              maxRows={10}
              required
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus
            />
          )}
          <ProblemAlert error={props.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {text.t('common.back')}
            </Button>
            <Button
              type="submit"
              color={props.danger ? 'red' : undefined}
              loading={props.pending}
              disabled={!enough || props.disabled}
            >
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
