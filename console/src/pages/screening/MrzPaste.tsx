import { Alert, Button, Group, List, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { type MrzReading, readMrz } from '../../../../src/screening/contract.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly value: string;
  onChange(value: string): void;
}

/** A machine readable zone, decoded as it is typed: what it says, what does not hold, and what may have been meant. */
export function MrzPaste({ value, onChange }: Props) {
  const text = useText();
  const reading = value.trim() === '' ? null : readMrz(value, new Date().toISOString().slice(0, 10));
  return (
    <div>
      <Textarea
        label={text.t('screen.mrz')}
        description={text.t('screen.mrz.hint')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={3}
        spellCheck={false}
        autoComplete="off"
        dir="ltr"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', whiteSpace: 'pre', overflowX: 'auto' } }}
      />
      <div aria-live="polite">
        {value.trim() !== '' && !reading && (
          <Text size="sm" c="dimmed" mt={4}>
            {text.t('screen.mrz.none')}
          </Text>
        )}
        {reading && <Decoded reading={reading} onChange={onChange} />}
      </div>
    </div>
  );
}

function Decoded({ reading, onChange }: { readonly reading: MrzReading; onChange(value: string): void }) {
  const text = useText();
  const { person } = reading;
  const said = [
    [person.family, person.given].filter(Boolean).join(', '),
    person.birthDate && text.partialDate(person.birthDate),
    person.nationality.iso2 ? text.country(person.nationality.iso2) : person.nationality.code,
    person.document.number,
  ].filter(Boolean);
  return (
    <Alert
      mt={6}
      p="xs"
      color={reading.valid ? 'teal' : 'orange'}
      icon={reading.valid ? <IconCheck /> : <IconAlertTriangle />}
      title={`${reading.format} · ${text.t(reading.valid ? 'screen.mrz.valid' : 'screen.mrz.wrong')}`}
    >
      <Text size="sm">
        <bdi>{said.join(' · ')}</bdi>
      </Text>
      {person.truncated && <Text size="sm">{text.phrase('mrz.truncated')}</Text>}
      {person.document.expired && person.document.expires && (
        <Text size="sm">{text.t('screen.mrz.expired', { date: text.partialDate(person.document.expires) })}</Text>
      )}
      {reading.problems.length > 0 && (
        <List size="sm" mt={4}>
          {reading.problems.map((problem) => (
            <List.Item
              key={`${problem.code}${problem.field}${problem.params.line ?? ''}${problem.params.column ?? ''}`}
            >
              {text.phrase(problem.code, problem.params)}
            </List.Item>
          ))}
        </List>
      )}
      {reading.suggestions.length > 0 && (
        <Group gap={6} mt={6}>
          {reading.suggestions.slice(0, 4).map((suggestion) => (
            <Button
              key={`${suggestion.field}${suggestion.instead}`}
              size="compact-sm"
              variant="default"
              title={text.phrase('mrz.perhaps', { ...suggestion, isCheckDigit: '' })}
              onClick={() => onChange(withSuggestion(reading, suggestion))}
            >
              {text.word(suggestion.field, 'mrz.field')}:{' '}
              {text.t('screen.mrz.use', { instead: suggestion.instead.replace(/<+$/, '') })}
            </Button>
          ))}
        </Group>
      )}
    </Alert>
  );
}

/** The lines with the suggestion taken. */
function withSuggestion(reading: MrzReading, suggestion: MrzReading['suggestions'][number]): string {
  const field = reading.fields.find((one) => one.name === suggestion.field);
  if (!field) return reading.lines.join('\n');
  // A check digit stands behind its field.
  const from = suggestion.isCheckDigit ? field.to : field.from;
  const { instead } = suggestion;
  return reading.lines
    .map((line, n) => (n === field.line ? line.slice(0, from) + instead + line.slice(from + instead.length) : line))
    .join('\n');
}
