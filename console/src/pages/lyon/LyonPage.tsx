import { useMe } from '../../api/session.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Judgements } from './Judgements.tsx';
import { LeadDays } from './LeadDays.tsx';
import { Rates } from './Rates.tsx';

/** The international database as the Secretariat keeps it: its settings, who sends how much, what bureaus said of matches. */
export function LyonPage() {
  const text = useText();
  const me = useMe();
  return (
    <>
      <PageHeader title={text.t('lyon.title')} hint={text.t('lyon.hint')} />
      {me.is('curator', 'auditor', 'administrator') && <LeadDays />}
      {me.is('curator', 'auditor') && <Rates />}
      {me.is('curator', 'vid-specialist', 'auditor') && <Judgements />}
    </>
  );
}
