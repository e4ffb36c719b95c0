import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { useGet } from '../api/hooks.ts';
import { useMe } from '../api/session.ts';
import { useText } from '../i18n/use-text.ts';

/** A series by its code name, where only its id is known. */
export function SeriesLink({ id }: { readonly id: string }) {
  const text = useText();
  const { data } = useGet<{ readonly label: string }>(`/api/series/${id}`);
  return (
    <Anchor component={Link} to={`/series/${id}`} size="sm">
      <bdi>{data?.label ?? text.t('pictures.series')}</bdi>
    </Anchor>
  );
}

/** A case by its number and title, for those who may read cases. */
export function CaseLink({ id, tab }: { readonly id: string; readonly tab?: string }) {
  const text = useText();
  const me = useMe();
  const reads = me.is('analyst', 'supervisor', 'watch-officer', 'vid-specialist', 'auditor');
  const { data } = useGet<{ readonly number: string; readonly title: string }>(`/api/cases/${id}`, undefined, {
    enabled: reads,
  });
  if (!reads) return <>{text.t('common.case')}</>;
  return (
    <Anchor component={Link} to={`/cases/${id}${tab ? `?tab=${tab}` : ''}`} size="sm">
      {data ? (
        <>
          <span className="ltr">{data.number}</span> <bdi>{data.title}</bdi>
        </>
      ) : (
        text.t('common.case')
      )}
    </Anchor>
  );
}
