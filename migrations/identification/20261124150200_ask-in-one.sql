-- A question in one round trip, each step with a snapshot of its own (READ COMMITTED, volatile): it meets contributions
-- (src/identification/lyon/turns.ts), is remembered, and only then looks at what is held.
-- `fresh`: not asked before. `last_*`: how far the indexes must have read. `exact`: numbers of pictures that are the same file.
CREATE FUNCTION icse_ask(
  lookup uuid, who text, why text, moment bigint,
  md5s text[], sha256s text[], pdqs text[], qualities smallint[],
  OUT fresh boolean, OUT last_media bigint, OUT last_gone bigint, OUT last_frame bigint, OUT exact bigint[]
) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7236003);
  INSERT INTO icse_lookup (id, bureau, purpose, at) VALUES (lookup, who, why, moment) ON CONFLICT DO NOTHING;
  fresh := FOUND;
  IF fresh THEN
    INSERT INTO icse_lookup_item (lookup_id, item, md5, sha256, pdq, quality)
    SELECT lookup, u.item - 1, u.md5, u.sha256, u.pdq, u.quality
    FROM unnest(md5s, sha256s, pdqs, qualities) WITH ORDINALITY AS u(md5, sha256, pdq, quality, item) ORDER BY u.item;
  END IF;
  last_media := coalesce((SELECT max(seq) FROM icse_media), 0);
  last_gone := coalesce((SELECT max(gone) FROM icse_media_gone), 0);
  last_frame := coalesce((SELECT max(seq) FROM icse_media_frame), 0);
  exact := ARRAY(SELECT seq FROM icse_media WHERE sha256 = ANY (sha256s)
                 UNION SELECT seq FROM icse_media WHERE md5 = ANY (md5s));
END $$;
