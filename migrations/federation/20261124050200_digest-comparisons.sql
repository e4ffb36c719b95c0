-- Days of which a peer's digests were held against ours: a day is compared once. `same` is NULL when the peer never answered.
CREATE TABLE federation_comparison (
  peer text NOT NULL,
  day text NOT NULL,
  same boolean,
  at bigint NOT NULL,
  PRIMARY KEY (peer, day)
);
REVOKE UPDATE, DELETE ON federation_comparison FROM homeward_app;
