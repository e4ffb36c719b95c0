import { Button, FileButton, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';

interface Props {
  readonly label: string;
  readonly hint: string;
  /** Of the button, for those who do not drag. */
  readonly choose: string;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  readonly small?: boolean;
  onFiles(files: readonly File[]): void;
}

/** A place to drop files on; a button does the same by keyboard. */
export function DropZone({
  label,
  hint,
  choose,
  accept,
  multiple = false,
  disabled = false,
  small = false,
  onFiles,
}: Props) {
  const [over, setOver] = useState(false);
  const reset = useRef<() => void>(null);

  function take(files: readonly File[]): void {
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
    // The same file can be chosen again.
    reset.current?.();
  }

  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  }

  return (
    <Paper
      p={small ? 'xs' : 'lg'}
      role="group"
      aria-label={label}
      className="drop-zone"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Stack align="center" gap={small ? 4 : 'xs'} ta="center">
        {!small && (
          <ThemeIcon size={42} radius="xl" variant="light" aria-hidden>
            <IconFileDownload size={24} />
          </ThemeIcon>
        )}
        <Text fw={600}>{label}</Text>
        <Text size="sm" c="dimmed" maw={560}>
          {hint}
        </Text>
        <FileButton
          multiple={multiple}
          accept={accept}
          resetRef={reset}
          disabled={disabled}
          onChange={(chosen: File | File[] | null) => take(Array.isArray(chosen) ? chosen : chosen ? [chosen] : [])}
        >
          {(props) => (
            <Button {...props} variant="default" size={small ? 'xs' : 'sm'} disabled={disabled}>
              {choose}
            </Button>
          )}
        </FileButton>
      </Stack>
    </Paper>
  );
}
