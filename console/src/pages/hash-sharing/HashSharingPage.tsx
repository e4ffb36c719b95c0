import { useMe } from '../../api/session.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Addresses } from './Addresses.tsx';
import { PartnerFeedback } from './PartnerFeedback.tsx';
import { Partners } from './Partners.tsx';
import { Shares } from './Shares.tsx';
import { Sources } from './Sources.tsx';

/** Lists that come from others by themselves, and those that others read here. */
export function HashSharingPage() {
  const text = useText();
  const me = useMe();
  return (
    <>
      <PageHeader title={text.t('sharing.title')} hint={text.t('sharing.hint')} />
      <Sources />
      <Shares />
      <Partners />
      <PartnerFeedback />
      {me.is('administrator', 'auditor') && <Addresses />}
    </>
  );
}
