import type { z } from 'zod';
import type * as contract from '../../notices/contract.ts';

export type NoticeDetail = z.output<typeof contract.noticeDetail>;
export type ReviewDetail = z.output<typeof contract.reviewDetail>;
export type DistributionView = z.output<typeof contract.distributionView>;
