-- Message and deliveries are written by one statement and never deleted: the check would cost every message a look-up.
ALTER TABLE federation_delivery DROP CONSTRAINT federation_delivery_message_id_fkey;
