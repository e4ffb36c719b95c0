/** Names of the VICS data model as its writers spell them. Read without regard to case, written like this. */

const canonical = (names: string): ReadonlyMap<string, string> =>
  new Map(names.split(/\s+/).map((name) => [name.toLowerCase(), name]));

export const CASE_NAMES = canonical(
  `CaseID CaseNumber ContactOrganization ContactName ContactTitle ContactPhone ContactEmail SeizureDate
   SourceApplicationName SourceApplicationVersion TotalMediaFiles TotalPrecategorized CaseMetadata`,
);

export const MEDIA_NAMES = canonical(
  `MediaID Category MD5 SHA1 PhotoDNA MediaSize MimeType DateUpdated RelativeFilePath Series Tags Comments VictimIdentified
   OffenderIdentified IsDistributed IsSuspected SelfGenerated IsPrecategorized PrecategorizationSource Miniature
   AlternativeHashes Exifs MediaMetadata Segments Repositories MediaFiles`,
);

/** Of the objects in the lists of a Media or a Case. */
export const INNER_NAMES = canonical(
  `MD5 HashName HashValue PropertyName PropertyValue SegmentIndex Start End Category RepositoryName CaseID FileName FilePath
   Created Written Accessed Unallocated Deleted ParentMD5 ParentFileName ParentFilePath PhysicalLocation
   ParentPhysicalLocation SourceID`,
);

export const TIMES: ReadonlySet<string> = new Set(['DateUpdated', 'SeizureDate', 'Created', 'Written', 'Accessed']);
export const INNER_FLAGS: ReadonlySet<string> = new Set(['Unallocated', 'Deleted']);

export const FLAGS = {
  VictimIdentified: 'victimIdentified',
  OffenderIdentified: 'offenderIdentified',
  IsDistributed: 'distributed',
  IsSuspected: 'suspected',
  SelfGenerated: 'selfGenerated',
  IsPrecategorized: 'precategorized',
} as const;

/** What OData adds for its own use: `odata.id`, `Media@odata.navigationLinkUrl`. */
export const isNoise = (name: string): boolean => /(?:^|@)odata\./i.test(name);
