-- The same with COMMIT sent right behind it, when nobody can look at what was stored: a body whose key was destroyed meanwhile
-- fails the transaction as a serialization failure (40001), so that it is run again.
CREATE FUNCTION hw_audit_write_last(
  at bigint, who text,
  ids uuid[], acts text[], entities text[], abouts text[], hashes bytea[],
  key_ids uuid[], key_entities text[], key_texts text[],
  body_entries uuid[], body_keys uuid[], body_bytes bytea[]
) RETURNS uuid LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  stored int;
BEGIN
  SELECT count(*) INTO stored FROM hw_audit_write(
    at, who, ids, acts, entities, abouts, hashes, key_ids, key_entities, key_texts, body_entries, body_keys, body_bytes);
  IF stored < cardinality(body_entries) THEN
    RAISE EXCEPTION 'ledger: the key of a body was destroyed meanwhile' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END $$;
