-- PhotoDNA values, 144 bytes each: opaque, compared only for being the same. Few pictures have one.
CREATE TABLE icse_photodna (
  media_id uuid NOT NULL REFERENCES icse_media,
  value bytea NOT NULL,
  bureau text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (media_id, value)
);
CREATE INDEX icse_photodna_value ON icse_photodna USING hash (value);
SELECT hw_protect('icse_photodna');

CREATE TABLE icse_lookup_photodna (
  lookup_id uuid NOT NULL,
  item int NOT NULL,
  value bytea NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (lookup_id, item)
);
CREATE INDEX icse_lookup_photodna_value ON icse_lookup_photodna USING hash (value);
SELECT hw_protect('icse_lookup_photodna');
