import { useLocation, useParams } from 'react-router';
import type { TravelDetail, TravelForm } from '../../../../src/travel/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { TravelEditor } from './TravelEditor.tsx';

const EMPTY: TravelForm = {
  kind: 'travel',
  person: { names: [], sex: 'U', nationalities: [], documents: [], marks: [], languages: [] },
  purposes: [],
  legs: [],
  stays: [],
  convictions: [],
};

/** A new notification, a draft that is changed, or the next version of one that was sent. */
export function TravelFormPage() {
  const { id } = useParams();
  const { pathname } = useLocation();
  const query = useGet<TravelDetail>(`/api/travel/${id}`, undefined, { enabled: id !== undefined });
  if (id === undefined) return <TravelEditor mode="new" initial={EMPTY} item={null} />;
  return (
    <Loaded query={query}>
      {(item) => (
        <TravelEditor
          key={item.version}
          mode={pathname.endsWith('/change') ? 'change' : 'edit'}
          initial={(item.form as TravelForm | null) ?? EMPTY}
          item={item}
        />
      )}
    </Loaded>
  );
}
