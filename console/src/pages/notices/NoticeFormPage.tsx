import { useLocation, useParams, useSearchParams } from 'react-router';
import { type Colour, DRAFT_COLOURS, type NoticeDetail } from '../../../../src/notices/contract.ts';
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
    const colour: Colour = DRAFT_COLOURS.find((known) => known === asked) ?? 'red';
    return <NoticeFormEditor key={colour} colour={colour} caseId={params.get('case')} notice={null} mode="new" />;
  }
  return (
    <Loaded query={query}>
      {(notice) => (
        <NoticeFormEditor
          // After it was saved for a preview, the form begins anew from what was saved.
          key={params.get('saved') ?? ''}
          colour={notice.colour}
          caseId={notice.caseId}
          notice={notice}
          mode={pathname.endsWith('/amend') ? 'amend' : 'edit'}
        />
      )}
    </Loaded>
  );
}
