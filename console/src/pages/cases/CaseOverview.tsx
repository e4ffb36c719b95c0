import { Anchor, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { Link } from 'react-router';
import { useSend } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { AgencyName } from '../../components/AgencyName.tsx';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Facts } from '../../components/Facts.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { useText } from '../../i18n/use-text.ts';
import { CaseOutcomes } from './CaseOutcomes.tsx';
import type { CaseProps } from './case-props.ts';

export function CaseOverview({ file }: CaseProps) {
  const text = useText();
  return (
    <>
      <Section title={text.t('case.tab.overview')}>
        <Stack gap="md">
          <Facts
            facts={[
              [text.t('common.offence'), text.word(file.offence, 'offence')],
              [text.t('requests.wanted'), text.list(file.wanted.map((wanted) => text.word(wanted, 'wanted')))],
              [text.t('common.countries'), file.countries.map(text.country).join(', ') || text.t('common.unknown')],
              file.from && [text.t('requests.from'), <BureauTag key="f" code={file.from} />],
              file.agency && [text.t('request.agency'), <AgencyName key="a" ori={file.agency} />],
              file.request && [
                text.t('case.request'),
                <Anchor key="r" component={Link} to={`/requests/${file.request.id}`} className="ltr">
                  {file.request.number}
                </Anchor>,
              ],
              [text.t('case.lead'), <Actor key="l" id={file.lead} />],
              [text.t('cases.opened'), <When key="o" at={file.openedAt} />],
              [text.t('cases.review'), <When key="v" at={file.reviewAt} day />],
              file.theirRef && [
                text.t('request.their-case'),
                <span key="t" className="mono">
                  {file.theirRef}
                </span>,
              ],
              [
                text.t('case.wire-id'),
                <span key="w" className="mono">
                  {file.wireId}
                </span>,
              ],
            ]}
          />
          <div>
            <Text size="xs" c="dimmed">
              {text.t('common.summary')}
            </Text>
            <Text className="prose">{file.summary}</Text>
          </div>
          <Facts
            cols={2}
            facts={[
              [
                text.t('common.legal-basis'),
                <span key="l" className="prose">
                  {file.legalBasis}
                </span>,
              ],
              [
                text.t('common.purpose'),
                <span key="p" className="prose">
                  {file.purpose}
                </span>,
              ],
            ]}
          />
        </Stack>
      </Section>
      <CaseOutcomes file={file} />
      <Notes file={file} />
    </>
  );
}

function Notes({ file }: CaseProps) {
  const text = useText();
  const draft = useDraft(`note.${file.id}`, () => '');
  const send = useSend(() => draft.clear());
  return (
    <Section title={text.t('case.notes')}>
      <Stack gap="sm">
        {file.notes.length === 0 && (
          <Text c="dimmed" size="sm">
            {text.t('case.notes.none')}
          </Text>
        )}
        {file.notes.map((note) => (
          <div key={note.id}>
            <Text size="xs" c="dimmed">
              <Actor id={note.author} /> · <When at={note.at} />
            </Text>
            <Text className="prose" size="sm">
              {note.text}
            </Text>
          </div>
        ))}
        {file.state === 'open' && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              send.mutate({ path: `/api/cases/${file.id}/notes`, body: { text: draft.value } });
            }}
          >
            <Textarea
              label={text.t('case.note.add')}
              value={draft.value}
              onChange={(event) => {
                const { value } = event.currentTarget;
                draft.set(() => value);
              }}
              autosize
              minRows={2}
            />
            <ProblemAlert error={send.error} />
            <Group mt="xs">
              <Button type="submit" variant="light" loading={send.isPending} disabled={draft.value.trim() === ''}>
                {text.t('common.add')}
              </Button>
            </Group>
          </form>
        )}
      </Stack>
    </Section>
  );
}
