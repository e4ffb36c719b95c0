import type { CaseView } from '../../../../src/cases/contract.ts';

export interface CaseProps {
  readonly file: CaseView;
}

export interface CaseDialogProps extends CaseProps {
  onClose(): void;
}
