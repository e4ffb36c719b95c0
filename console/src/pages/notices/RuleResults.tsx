import { Accordion, Alert, Badge, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { RuleFinding, RuleReport } from '../../../../src/notices/contract.ts';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import type { Text as Words } from '../../i18n/text.ts';
import { useText } from '../../i18n/use-text.ts';
import { fieldAt, labelOfPointer } from './fields.ts';

/** What the rules found, those that say no first. */
export function RuleResults({ report, live = false }: { readonly report: RuleReport; readonly live?: boolean }) {
  const text = useText();
  const order = { fail: 0, judge: 1, pass: 2 } as const;
  const findings = [...report.findings].sort((a, b) => order[a.result] - order[b.result]);
  const open = findings.filter((finding) => finding.result !== 'pass');
  const passed = findings.filter((finding) => finding.result === 'pass');
  return (
    <Section title={text.t('notice.rules')}>
      <Alert
        color={report.passes ? 'teal' : 'red'}
        icon={report.passes ? <IconCheck /> : <IconX />}
        title={text.t(report.passes ? 'notice.rules.pass' : 'notice.rules.fail')}
        mb="sm"
      >
        <Text size="xs">
          {live ? text.t('notice.rules.live') : text.t('notice.rules.at')} {!live && <When at={report.at} />} ·{' '}
          <span className="mono">{report.rules.slice(0, 12)}</span>
        </Text>
      </Alert>
      <Stack gap="xs">
        {open.map((finding) => (
          <Finding key={finding.id} finding={finding} />
        ))}
      </Stack>
      {passed.length > 0 && (
        <Accordion variant="contained" mt="sm">
          <Accordion.Item value="passed">
            <Accordion.Control>
              <Text size="sm">{text.t('notice.rules.passed', { n: passed.length })}</Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="xs">
                {passed.map((finding) => (
                  <Finding key={finding.id} finding={finding} />
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Section>
  );
}

/** One rule: what it asks, what it found and where, and what is written there. */
export function Finding({ finding }: { readonly finding: RuleFinding }) {
  const text = useText();
  const label = labelOfPointer(finding.where);
  return (
    <div>
      <Group gap={6} align="center">
        <StateBadge state={finding.result} scope="rule.result" size="sm" />
        <Text size="sm" fw={600}>
          {text.phrase(finding.question)}
        </Text>
      </Group>
      <Text size="sm">{text.phrase(finding.found, fieldsInWords(text, finding.params))}</Text>
      {finding.evidence.length > 0 && (
        <Text size="xs" c="dimmed" lineClamp={2}>
          {finding.evidence.map((found) => evidenceInWords(text, found)).join(' · ')}
        </Text>
      )}
      <Group gap={6}>
        <Text size="xs" c="dimmed">
          {text.t('notice.rules.article', { article: finding.article })} ·{' '}
          {text.word(finding.severity, 'rule.severity')} · {finding.source}
        </Text>
        {finding.basis === 'unverified' && (
          <Badge size="xs" variant="outline" color="orange" tt="none">
            {text.word(finding.basis, 'rule.basis')}
          </Badge>
        )}
        {label && (
          <Badge size="xs" variant="default" tt="none">
            {text.t(label)}
          </Badge>
        )}
      </Group>
    </div>
  );
}

/** What the form calls the place, and the value as the form shows it. */
function evidenceInWords(text: Words, { at, says }: RuleFinding['evidence'][number]): string {
  const field = fieldAt(at);
  const label = field ? text.t(field.label) : (at.split('/').at(-1) ?? at);
  if (field?.scope) return `${label}: ${text.word(says, field.scope)}`;
  if (field?.kind === 'flag') return `${label}: ${text.t(says === 'true' ? 'common.yes' : 'common.no')}`;
  return `${label}: ${says}`;
}

/** A list of field names (`familyName, sex` or `dna | photos`) as the form calls them. */
export function fieldsInWords(text: Words, params: RuleFinding['params']): RuleFinding['params'] {
  const { fields } = params;
  if (typeof fields !== 'string') return params;
  const words = fields.split(/(,\s*|\s*\|\s*)/).map((part) => {
    if (part.trim() === '|') return ' / ';
    return /^\w+$/.test(part) ? text.word(part, 'notice.field') : part;
  });
  return { ...params, fields: words.join('') };
}
