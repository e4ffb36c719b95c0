-- Keys are compared byte by byte: a language's order costs several times more at every insertion, and means nothing here.
ALTER TABLE ident_hash_entry ALTER COLUMN key TYPE text COLLATE "C";
