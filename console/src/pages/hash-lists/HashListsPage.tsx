import { useMe } from '../../api/session.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ImportDrop } from '../imports/ImportDrop.tsx';
import { ImportList } from '../imports/ImportList.tsx';
import { HashLists } from './HashLists.tsx';
import { HashSearch } from './HashSearch.tsx';

/** Lists of hashes others have classified: brought in, searched, given out. */
export function HashListsPage() {
  const text = useText();
  const me = useMe();
  return (
    <>
      <PageHeader title={text.t('lists.title')} hint={text.t('lists.hint')} />
      {me.is('analyst', 'supervisor', 'vid-specialist', 'curator') && (
        <Section title={text.t('import.drop')}>
          <ImportDrop />
        </Section>
      )}
      <Section title={text.t('lists.title')}>
        <HashLists />
      </Section>
      <Section title={text.t('lists.search')}>
        <HashSearch />
      </Section>
      <Section title={text.t('lists.imports')}>
        <ImportList />
      </Section>
    </>
  );
}
