import type { CriterionAnswer, RequestView } from '../../../../src/cases/contract.ts';

export interface DecisionProps {
  readonly request: RequestView;
  readonly criteria: readonly CriterionAnswer[];
  onClose(): void;
}
