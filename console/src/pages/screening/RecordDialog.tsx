import { Alert, Anchor, Button, Group, Image, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { Link } from 'react-router';
import { PURPOSES, type RecordView } from '../../../../src/screening/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { Facts } from '../../components/Facts.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { refPath } from '../../components/ref-path.ts';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { CandidateProps } from './CandidateCard.tsx';

/** The second step: what for, and then the record. */
export function RecordDialog({ candidate, screening, onClose }: CandidateProps & { onClose(): void }) {
  const text = useText();
  const send = useSend<RecordView>();
  const { form, body } = useFormState({ purpose: 'decide-match' }, send.error);
  const record = send.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={text.t(record ? 'screen.record' : 'screen.open-record')}
      size="xl"
      closeButtonProps={{ 'aria-label': text.t('common.close') }}
    >
      {record ? (
        <Record record={record} onClose={onClose} />
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate({
              path: `/api/screenings/${screening.id}/candidates/${candidate.id}/record`,
              body: body(),
            });
          }}
        >
          <Stack gap="sm">
            <Text size="sm">{text.t('screen.record.hint')}</Text>
            <Select
              {...form.choice('/purpose')}
              label={text.t('common.purpose')}
              data={PURPOSES.map((value) => ({ value, label: text.word(value, 'screening.purpose') }))}
              required
              allowDeselect={false}
              data-autofocus
            />
            <Textarea {...form.text('/note')} label={text.t('common.note')} autosize minRows={1} />
            <ProblemAlert error={send.error} fields />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {text.t('common.back')}
              </Button>
              <Button type="submit" loading={send.isPending}>
                {text.t('screen.open-record')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function Record({ record, onClose }: { readonly record: RecordView; onClose(): void }) {
  const text = useText();
  const path = record.ref && refPath(record.ref);
  return (
    <Stack gap="sm">
      {record.banners.map((banner) => (
        <Alert key={banner.code} color="red" p="xs" icon={<IconAlertOctagon />}>
          <Text fw={600} size="sm">
            {text.phrase(banner.code, banner.params)}
          </Text>
        </Alert>
      ))}
      {record.photos.length > 0 && (
        <Group gap="sm">
          {record.photos.map((photo, n) => (
            <Image key={photo.slice(-40)} src={photo} alt={text.t('screen.photo', { n: n + 1 })} w={150} radius="sm" />
          ))}
        </Group>
      )}
      <Facts
        cols={2}
        facts={record.facts.map((fact) => [
          text.phrase(fact.label),
          <Stack key={fact.label} gap={0}>
            {fact.values.map((value) => (
              <bdi key={value} style={{ overflowWrap: 'anywhere' }}>
                {worded(text, fact.label, value)}
              </bdi>
            ))}
          </Stack>,
        ])}
      />
      <Group justify="space-between">
        {path ? (
          <Anchor component={Link} to={path} size="sm">
            {text.t('screen.record.go')}
          </Anchor>
        ) : (
          <span />
        )}
        <Button variant="default" onClick={onClose}>
          {text.t('common.close')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Codes in words, dates as far as known; what people wrote stays as it is. */
function worded(text: ReturnType<typeof useText>, label: string, value: string): string {
  switch (label) {
    case 'record.nationality':
    case 'record.document-country':
      return text.country(value);
    case 'record.birth':
    case 'record.missing-since':
    case 'record.reported':
      return /^\d{4}(-\d\d){0,2}$/.test(value) ? text.partialDate(value) : value;
    case 'record.sex':
      return text.word(value, 'record.sex');
    case 'record.status':
      return text.word(value, 'notice.status', 'status');
    case 'record.document-status':
      return text.word(value, 'lost-document.status');
    case 'record.document-type':
      return text.word(value, 'document.type');
    default:
      return value;
  }
}
