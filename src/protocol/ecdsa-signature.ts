/** A P-256 signature as JWS writes it (RFC 7518 section 3.4: R and S, 32 bytes each) and as OpenSSL does (RFC 3279: DER). */

const PART = 32;
const [SEQUENCE, INTEGER] = [0x30, 0x02];

/** OpenSSL's own DER to R and S. */
export function rawSignature(der: Uint8Array): Uint8Array {
  const raw = new Uint8Array(2 * PART);
  // Two integers of at most 33 bytes: every length is one byte.
  let at = 2;
  for (let part = 0; part < 2; part++) {
    const length = der[at + 1] ?? 0;
    const value = der.subarray(at + 2, at + 2 + length);
    const digits = value.subarray(Math.max(0, length - PART));
    raw.set(digits, (part + 1) * PART - digits.length);
    at += 2 + length;
  }
  return raw;
}

/** R and S, 64 bytes, to the one DER that says them. */
export function derSignature(raw: Uint8Array): Uint8Array {
  const parts = [raw.subarray(0, PART), raw.subarray(PART)].map((part) => {
    let from = 0;
    while (from < PART - 1 && part[from] === 0) from++;
    const digits = part.subarray(from);
    // An integer is signed: one that begins with a set bit gets a zero before it.
    return (digits[0] ?? 0) >= 0x80 ? [INTEGER, digits.length + 1, 0, ...digits] : [INTEGER, digits.length, ...digits];
  });
  const body = parts.flat();
  return Uint8Array.of(SEQUENCE, body.length, ...body);
}
