-- Whose software decides by an access key: the authority that referrals at home go to.
CREATE TABLE hosting_partner (
  partner_id uuid PRIMARY KEY,
  -- Its code in the settings.
  authority text NOT NULL,
  bound_by text NOT NULL,
  at bigint NOT NULL
);
-- Its software reads them oldest first.
CREATE INDEX hosting_referral_party ON hosting_referral (party, created_at, id) WHERE direction = 'out';
