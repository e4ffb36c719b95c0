// AssemblyScript. The numbers that both halves of the ring16 kernel share; ../ring-layout.ts has those that its caller needs.

export const BANDS: u32 = 16;
/** Entries in a band's table of bucket starts: see ../ring-layout.ts. */
export const STARTS: u32 = 65538;
export const CODE: u32 = 32;
/** Buckets whose values share the high byte lie side by side, and make a group. */
export const GROUPS: u32 = 256;

/** Queries, 32 bytes each, from the start of the scratch area. While building: entries of a group being put in order. */
export const MOST_QUERIES: u32 = 16384;
export const MOST_ENTRIES: u32 = 109000;
/** Queries sorted by one band's value, 8 bytes each: that value, the next band's, the query. */
export const SORTED: usize = 524288;
/** Where each group begins (257), and a cursor for each. */
export const GROUP_STARTS: usize = 655360;
export const GROUP_CURSORS: usize = 657408;
/** Bucket ranges of three queries under way. */
export const RANGES: usize = 658432;
export const RANGE: usize = 256;
/** Entries that passed, 8 bytes each: entry, query. */
export const FOUND: usize = 659456;
export const MOST_FOUND: u32 = 8192;
export const FOUND_SLOTS: usize = 724992;
/** u32 slot, u32 query << 9 | distance. */
export const RESULTS: usize = 757760;
export const MOST_RESULTS: u32 = 65536;

/** Entries judged in one step. */
export const STEP: u32 = 16;
/** Below this many queries, going through the groups costs more than it saves. */
export const FEW: u32 = 64;
/** From this many queries on, most lines of a group are read by one of them. */
export const DENSE: u32 = 1024;
