import { EmptyState } from '../components/EmptyState.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { useText } from '../i18n/use-text.ts';

export function NoPage() {
  const text = useText();
  return (
    <>
      <PageHeader title={text.t('problem.no-page')} />
      <EmptyState title={text.t('problem.not-found')} />
    </>
  );
}
