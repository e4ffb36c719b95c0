-- What one transaction puts on the record, in one call. A function, so that its plans are kept by the session: planning the
-- same three inserts anew costs more than running them.
-- Returns the entries whose body was stored: one is left out when its key was destroyed meanwhile.
CREATE FUNCTION hw_audit_write(
  at bigint, who text,
  ids uuid[], acts text[], entities text[], abouts text[], hashes bytea[],
  key_ids uuid[], key_entities text[], key_texts text[],
  body_entries uuid[], body_keys uuid[], body_bytes bytea[]
) RETURNS SETOF uuid LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  IF cardinality(ids) > 0 THEN
    -- The identity column numbers rows in the order in which they were recorded.
    INSERT INTO audit_unsealed (id, time, act, actor, entity, about, body_hash)
    SELECT u.id, at, u.act, who, u.entity, string_to_array(u.about, E'\n'), u.hash
    FROM unnest(ids, acts, entities, abouts, hashes) WITH ORDINALITY AS u(id, act, entity, about, hash, n)
    ORDER BY u.n;
  END IF;
  IF cardinality(key_ids) > 0 THEN
    INSERT INTO audit_key (id, entity, wrapped, created_at)
    SELECT u.id, u.entity, u.text, at FROM unnest(key_ids, key_entities, key_texts) AS u(id, entity, text);
  END IF;
  IF cardinality(body_entries) > 0 THEN
    RETURN QUERY INSERT INTO audit_body (entry, key, sealed)
    SELECT u.entry, u.key, u.bytes FROM unnest(body_entries, body_keys, body_bytes) AS u(entry, key, bytes)
    -- A look-up by key for each row, where EXISTS would be planned as a join over every key there is.
    WHERE (SELECT k.id FROM audit_key k WHERE k.id = u.key) IS NOT NULL
    RETURNING entry;
  END IF;
END $$;
