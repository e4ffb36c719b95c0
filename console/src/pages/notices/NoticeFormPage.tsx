import { useLocation, useParams, useSearchParams } from 'react-router';
import { COLOURS, type Colour, type NoticeDetail } from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { NoticeFormEditor } from './NoticeFormEditor.tsx';

/** A new notice, a draft that is changed, or the next version of one in force. */
export function NoticeFormPage() {
  const { id } = useParams();
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const query = useGet<NoticeDetail>(`/api/notices/${id}`, undefined, { enabled: id !== undefined });
  if (id === undefined) {
    const asked = params.get('colour');
    const colour: Colour = COLOURS.find((known) => known === asked) ?? 'red';
    return <NoticeFormEditor colour={colour} caseId={params.get('case')} notice={null} mode="new" />;
  }
  return (
    <Loaded query={query}>
      {(notice) => (
        <NoticeFormEditor
          colour={notice.colour}
          caseId={notice.caseId}
          notice={notice}
          mode={pathname.endsWith('/amend') ? 'amend' : 'edit'}
        />
      )}
    </Loaded>
  );
}
