import type { NoticeDetail } from '../../../../src/notices/contract.ts';

export interface NoticeDialogProps {
  readonly notice: NoticeDetail;
  onClose(): void;
}

export interface NoticeProps {
  readonly notice: NoticeDetail;
}
