import type { PolicyRow } from './policy.ts';

const STAFF = ['analyst', 'supervisor', 'watch-officer'] as const;

/** Reports of providers: in, judged, grouped, sent on. */
export const tips: readonly PolicyRow[] = [
  // Providers' software: who calls is proved by the account's password.
  { action: 'tip.report', to: ['node'], at: 'national' },
  { action: 'tip.read', to: [...STAFF, 'vid-specialist', 'auditor'], at: 'national' },
  { action: 'tip.export', to: [...STAFF], at: 'national' },
  { action: 'tip.weigh', to: ['supervisor'], at: 'national' },
  { action: 'tip.decide', to: [...STAFF], at: 'national' },
  { action: 'tip.import', to: ['analyst', 'supervisor'], at: 'national' },
  { action: 'tip.authorise', to: ['analyst', 'supervisor'], at: 'national' },
  { action: 'tip.open-file', to: ['analyst', 'supervisor', 'vid-specialist'], at: 'national' },
  { action: 'tip.route', to: [...STAFF], at: 'national' },
  // That it is another than who ruled first is checked with the ruling.
  { action: 'tip.rule-second', to: ['supervisor', 'watch-officer'], at: 'national' },
  { action: 'tip.give-feedback', to: [...STAFF], at: 'national' },
  { action: 'tip-rules.draft', to: ['supervisor'], at: 'national' },
  { action: 'tip-rules.simulate', to: ['supervisor', 'analyst'], at: 'national' },
  // By another than who drafted it: checked with the draft.
  { action: 'tip-rules.switch-on', to: ['supervisor'], at: 'national' },
  { action: 'tip-partner.bind', to: ['administrator'], at: 'national' },
  { action: 'tip-partner.read', to: ['partner'], at: 'national' },
  { action: 'tip-partner.feedback', to: ['partner'], at: 'national' },
  { action: 'tip-partner.mark', to: ['partner'], at: 'national' },
  { action: 'tip-provider.read', to: ['administrator', 'supervisor', 'auditor'], at: 'national' },
  { action: 'tip-provider.change', to: ['administrator'], at: 'national' },
];
