import type { z } from 'zod';
import type { deskSummary } from '../../../../src/desk/contract.ts';
import { useGet } from '../../api/hooks.ts';

export function useDeskSummary() {
  return useGet<z.infer<typeof deskSummary>>('/api/desk/summary');
}
