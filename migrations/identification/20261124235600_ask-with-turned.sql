-- A question remembers the turned forms of its pictures in the same round trip (`turned`: null where there are none).
DROP FUNCTION icse_ask(uuid, text, text, bigint, text[], text[], text[], smallint[]);
CREATE FUNCTION icse_ask(
  lookup uuid, who text, why text, moment bigint,
  md5s text[], sha256s text[], pdqs text[], qualities smallint[], turned bytea[],
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
    INSERT INTO icse_lookup_turned (lookup_id, item, forms)
    SELECT lookup, u.item - 1, u.forms FROM unnest(turned) WITH ORDINALITY AS u(forms, item) WHERE u.forms IS NOT NULL;
  END IF;
  last_media := coalesce((SELECT max(seq) FROM icse_media), 0);
  last_gone := coalesce((SELECT max(gone) FROM icse_media_gone), 0);
  last_frame := coalesce((SELECT max(seq) FROM icse_media_frame), 0);
  exact := ARRAY(SELECT seq FROM icse_media WHERE sha256 = ANY (sha256s)
                 UNION SELECT seq FROM icse_media WHERE md5 = ANY (md5s));
END $$;
