import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { CRITERIA, type RequestView } from '../../../../src/cases/contract.ts';
import { Section } from '../../components/Section.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { useText } from '../../i18n/use-text.ts';
import { AcceptDialog } from './AcceptDialog.tsx';
import { type Answers, answersOf, CriteriaFields } from './CriteriaFields.tsx';
import { DeclineDialog } from './DeclineDialog.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';

type Dialog = 'accept' | 'return' | 'decline';

/** The seven criteria, and the decision that rests on them. */
export function DecisionPanel({ request }: { readonly request: RequestView }) {
  const text = useText();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const decided = request.state === 'accepted' || request.state === 'declined';
  const draft = useDraft<Answers>(`criteria.${request.id}`, () => answersOf(request.criteria));
  const answers = decided ? answersOf(request.criteria) : draft.value;
  const met = CRITERIA.filter((code) => answers[code]?.answer === 'met').length;
  const confirmed = request.state === 'confirmed' || request.origin === 'bureau';
  const criteria = CRITERIA.flatMap((code) => {
    const given = answers[code];
    return given?.answer ? [{ code, answer: given.answer, ...(given.note ? { note: given.note } : {}) }] : [];
  });
  const close = () => setDialog(null);
  const props = { request, criteria, onClose: close };

  return (
    <>
      <Section
        title={text.t('criteria.title')}
        actions={
          <Text size="sm" c="dimmed">
            {text.t('criteria.count', { met })}
          </Text>
        }
      >
        <CriteriaFields answers={answers} readOnly={decided} onChange={(next) => draft.set(() => next)} />
      </Section>
      <Section title={text.t('decide.title')}>
        {request.state === 'accepted' && request.caseId && (
          <Alert color="teal">
            <Anchor component={Link} to={`/cases/${request.caseId}`}>
              {text.t('decide.open-case', { number: request.caseNumber })}
            </Anchor>
          </Alert>
        )}
        {request.declined && (
          <Alert color="red" title={text.word(request.declined.reason, 'decline')}>
            <span className="prose">{request.declined.explanation}</span>
          </Alert>
        )}
        {request.state === 'returned' && <Text size="sm">{text.t('decide.waiting')}</Text>}
        {!decided && (
          <>
            <Group gap="xs" mt="xs">
              <Button onClick={() => setDialog('accept')} disabled={!confirmed || met < CRITERIA.length}>
                {text.t('decide.accept')}
              </Button>
              <Button variant="default" onClick={() => setDialog('return')}>
                {text.t('decide.return')}
              </Button>
              <Button variant="outline" color="red" onClick={() => setDialog('decline')}>
                {text.t('decide.decline')}
              </Button>
            </Group>
            {(!confirmed || met < CRITERIA.length) && (
              <Text size="sm" c="dimmed" mt="xs">
                {text.t('decide.accept.hint')}
              </Text>
            )}
          </>
        )}
      </Section>
      {dialog === 'accept' && <AcceptDialog {...props} />}
      {dialog === 'return' && <ReturnDialog {...props} />}
      {dialog === 'decline' && <DeclineDialog {...props} />}
    </>
  );
}
