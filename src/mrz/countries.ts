/**
 * State codes of machine readable zones (ICAO Doc 9303-3, section 5): ISO 3166-1 alpha-3, and those that are not countries'
 * own. Source of the pairs: ISO 3166-1; of the others: Doc 9303-3, section 5, parts A to D.
 */

/** alpha-3 followed by alpha-2. */
const ISO =
  'ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI ' +
  'BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT ' +
  'BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU ' +
  'CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET ' +
  'FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR ' +
  'GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR ' +
  'IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB ' +
  'LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH ' +
  'MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE ' +
  'NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL ' +
  'PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ ' +
  'SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC ' +
  'TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY ' +
  'USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW';

/** Codes of Doc 9303 that ISO does not have, with the country they stand for, where there is one. */
const OTHERS: Readonly<Record<string, { readonly iso2: string | null; readonly kind: StateKind }>> = {
  D: { iso2: 'DE', kind: 'country' },
  GBD: { iso2: 'GB', kind: 'british' },
  GBN: { iso2: 'GB', kind: 'british' },
  GBO: { iso2: 'GB', kind: 'british' },
  GBP: { iso2: 'GB', kind: 'british' },
  GBS: { iso2: 'GB', kind: 'british' },
  RKS: { iso2: 'XK', kind: 'country' },
  ROM: { iso2: 'RO', kind: 'country' },
  EUE: { iso2: null, kind: 'organisation' },
  UNO: { iso2: null, kind: 'organisation' },
  UNA: { iso2: null, kind: 'organisation' },
  UNK: { iso2: 'XK', kind: 'organisation' },
  XBA: { iso2: null, kind: 'organisation' },
  XIM: { iso2: null, kind: 'organisation' },
  XCC: { iso2: null, kind: 'organisation' },
  XCE: { iso2: null, kind: 'organisation' },
  XCO: { iso2: null, kind: 'organisation' },
  XEC: { iso2: null, kind: 'organisation' },
  XPO: { iso2: null, kind: 'organisation' },
  XES: { iso2: null, kind: 'organisation' },
  XMP: { iso2: null, kind: 'organisation' },
  XOM: { iso2: null, kind: 'organisation' },
  XDC: { iso2: null, kind: 'organisation' },
  IAO: { iso2: null, kind: 'organisation' },
  XXA: { iso2: null, kind: 'stateless' },
  XXB: { iso2: null, kind: 'refugee' },
  XXC: { iso2: null, kind: 'refugee' },
  XXX: { iso2: null, kind: 'unspecified' },
  UTO: { iso2: null, kind: 'specimen' },
};

export type StateKind =
  | 'country'
  | 'british'
  | 'organisation'
  | 'stateless'
  | 'refugee'
  | 'unspecified'
  | 'specimen'
  | 'unknown';

export interface MrzState {
  /** As printed, without fillers: `USA`, `D`. */
  readonly code: string;
  /** ISO 3166-1 alpha-2, where the code stands for a country. */
  readonly iso2: string | null;
  readonly kind: StateKind;
}

const BY_ISO3 = new Map(ISO.split(' ').map((pair) => [pair.slice(0, 3), pair.slice(3)]));

/** The state that a code of a machine readable zone stands for; `unknown` when no list has it. */
export function stateOf(code: string): MrzState {
  const iso2 = BY_ISO3.get(code);
  if (iso2 !== undefined) return { code, iso2, kind: 'country' };
  const other = OTHERS[code];
  return other ? { code, ...other } : { code, iso2: null, kind: 'unknown' };
}

/** A country as lists and manifests write it, alpha-2 or alpha-3 or a code of Doc 9303; null when it is none. */
export function countryOf(text: string): string | null {
  const code = text.trim().toUpperCase().replace(/<+$/, '');
  if (code.length === 2) return [...BY_ISO3.values(), 'XK'].includes(code) ? code : null;
  return stateOf(code).iso2;
}
