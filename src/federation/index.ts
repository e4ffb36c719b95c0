export { createFederation } from './create-federation.ts';
export type {
  DayDigest,
  Delivery,
  DeliveryEvent,
  DeliveryListener,
  DeliveryState,
  DigestComparison,
  DirectoryPort,
  Federation,
  FederationDeps,
  FeedAppend,
  LedgerPort,
  OutgoingMessage,
} from './types.ts';
