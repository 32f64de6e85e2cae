import { fold, foldSpellings } from './fold.ts';

/** ISO 3166-1 codes in use, alpha-2 before alpha-3, and XK for Kosovo as most data have it. */
const codes =
  'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE'.split(
    ' ',
  );

/** What people write besides the names that the runtime knows, by code; as {@link keyOf} makes it. */
const otherNames: Readonly<Record<string, string>> = {
  AE: 'uae|vae|eau|emirates|emirate|emirats arabes',
  AR: 'argentine republic',
  AT: 'osterreich|oesterreich',
  BA: 'bosnia|bosnia herzegovina',
  BN: 'brunei darussalam',
  BR: 'brasil',
  BQ: 'caribbean netherlands|bonaire sint eustatius and saba|bonaire',
  CD: 'dr congo|drc|congo drc|congo dr|congo kinshasa|democratic republic of congo|zaire|rdc',
  CG: 'congo|congo brazzaville|republic of congo',
  CH: 'schweiz|suisse|svizzera|swiss|swiss confederation|schweizerische eidgenossenschaft',
  CI: 'ivory coast|cote divoire',
  CN: 'prc|中华人民共和国|中華人民共和国|中華人民共和國|mainland china|pr china|p r china',
  CV: 'cape verde|cabo verde',
  CZ: 'czech republic|czech|ceska republika',
  DE: 'deutschland|brd|bundesrepublik deutschland|frg',
  ES: 'espana',
  FK: 'falkland islands malvinas|malvinas|islas malvinas',
  FM: 'micronesia',
  FR: 'french republic|republique francaise|metropolitan france',
  GA: 'gabonese republic',
  GB: 'uk|great britain|britain|england|scotland|wales|northern ireland|united kingdom of great britain and northern ireland|great britain and northern ireland|gran bretana|grossbritannien|grande bretagne|gran bretagna|groot brittannie',
  GR: 'el|hellas|ellada|hellenic republic',
  GM: 'gambia|gambia republic of',
  HM: 'heard island and mcdonald islands',
  HK: 'hong kong|香港|hong kong sar|hong kong special administrative region of china',
  IE: 'eire|irish republic',
  IT: 'italia|italian republic|repubblica italiana',
  JP: 'nippon|日本国|日本國',
  KG: 'kyrgyz republic|kirghizia',
  KN: 'st kitts',
  KP: 'dprk|democratic peoples republic of korea|korea democratic peoples republic of|korea north',
  KR: 'rok|한국|korea|republic of korea|korea south|s korea',
  LA: 'lao peoples democratic republic|lao pdr|lao',
  LB: 'lebanese republic',
  MF: 'st martin french part',
  MK: 'macedonia|former yugoslav republic of macedonia|fyrom|republic of macedonia',
  MM: 'burma|myanmar|birma|birmania|birmanie',
  MO: 'macau|澳门|澳門|macao|macao sar|macau sar|macao special administrative region of china',
  MX: 'united mexican states|estados unidos mexicanos',
  NL: 'holland',
  PG: 'png',
  PN: 'pitcairn',
  PS: 'palestine|palestinian territory|occupied palestinian territory',
  PT: 'portuguese republic',
  RU: 'russian federation|rf',
  RW: 'rwandese republic',
  SA: 'ksa|saudi',
  SH: 'st helena ascension and tristan da cunha',
  SK: 'slovak republic|slovak|slovenska republika',
  ST: 'sao tome',
  SX: 'st maarten|sint maarten dutch part|st maarten dutch part',
  SY: 'syrian arab republic|syria',
  SZ: 'swaziland',
  TG: 'togolese republic',
  TL: 'east timor',
  TR: 'turkey|turkiye|republic of turkey',
  TW: 'taiwan|臺灣|taiwan province of china|republic of china|roc|chinese taipei|taiwan roc',
  UM: 'united states minor outlying islands',
  US: 'usa|us|america|united states of america|u s a|estados unidos de america|etats unis damerique|stati uniti damerica|vereinigte staaten von amerika|eeuu|ee uu|eua|amerika',
  UY: 'eastern republic of uruguay',
  VA: 'vatican|holy see|holy see vatican city state|vatican city state',
  VI: 'virgin islands of united states|us virgin islands|usvi',
  VG: 'bvi',
  VN: 'viet nam',
  ZA: 'rsa',
};

/** The languages of country names, by the script that a text holds. */
const languages: readonly (readonly [RegExp, string])[] = [
  [
    /\p{sc=Latin}/u,
    'de fr es it pt nl sv nb da fi is pl cs sk hu ro hr sl lt lv et tr az uz id ms vi ca eu gl ga cy sq mt af sw fil',
  ],
  [/\p{sc=Cyrillic}/u, 'ru uk be bg sr mk kk ky mn'],
  [/\p{sc=Greek}/u, 'el'],
  [/\p{sc=Arabic}/u, 'ar fa ur'],
  [/\p{sc=Hebrew}/u, 'he'],
  [/\p{sc=Devanagari}/u, 'hi mr ne'],
  [/\p{sc=Hiragana}|\p{sc=Katakana}/u, 'ja'],
  [/\p{sc=Hangul}/u, 'ko'],
  [/\p{sc=Han}/u, 'zh zh-Hant ja'],
  [/\p{sc=Thai}/u, 'th'],
  [/\p{sc=Georgian}/u, 'ka'],
  [/\p{sc=Armenian}/u, 'hy'],
  [/\p{sc=Bengali}/u, 'bn'],
  [/\p{sc=Tamil}/u, 'ta'],
  [/\p{sc=Telugu}/u, 'te'],
  [/\p{sc=Gujarati}/u, 'gu'],
  [/\p{sc=Kannada}/u, 'kn'],
  [/\p{sc=Malayalam}/u, 'ml'],
  [/\p{sc=Gurmukhi}/u, 'pa'],
  [/\p{sc=Sinhala}/u, 'si'],
  [/\p{sc=Khmer}/u, 'km'],
  [/\p{sc=Lao}/u, 'lo'],
  [/\p{sc=Myanmar}/u, 'my'],
  [/\p{sc=Ethiopic}/u, 'am'],
];

let english: Intl.DisplayNames | undefined;
let common: ReadonlyMap<string, string> | undefined;
const native = new Map<string, Promise<ReadonlyMap<string, string | undefined>>>();

/** The English name of a country by its two-letter code; undefined for no country. */
export function countryName(code: string): string | undefined {
  english ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return /^[A-Z]{2}$/.test(code) ? english.of(code) : undefined;
}

/**
 * The ISO 3166-1 alpha-2 code of a country by its code of two or three letters, its English name or what people often
 * write instead, in any case, with accents or without: `DEU`, `U.K.`, `Korea, Republic of`. Undefined for anything else.
 */
export function countryCode(text: string): string | undefined {
  common ??= commonNames();
  for (const key of spellings(text)) {
    const code = common.get(key);
    if (code !== undefined) return code;
  }
  return undefined;
}

/**
 * The same by a name in any language that the runtime knows countries in: `Österreich`, `日本`. A name that
 * two languages give to two countries is none. Names are read a language at a time, so that nobody waits for them all.
 */
export async function countryCodeInAnyLanguage(text: string): Promise<string | undefined> {
  const code = countryCode(text);
  if (code !== undefined || text.length > longestName) return code;
  const [, spoken] = languages.find(([script]) => script.test(text)) ?? [];
  if (spoken === undefined) return undefined;
  const reading = native.get(spoken) ?? nativeNames(spoken.split(' '));
  native.set(spoken, reading);
  const names = await reading;
  return spellings(text)
    .map((key) => names.get(key))
    .find((found) => found !== undefined);
}

const longestName = 100;

function commonNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [key, code] of namesIn('en')) names.set(key, code);
  for (const [code, others] of Object.entries(otherNames)) {
    for (const key of others.split('|')) names.set(key, code);
  }
  for (const both of codes) {
    names.set(both.slice(0, 2).toLowerCase(), both.slice(0, 2));
    names.set(both.slice(2).toLowerCase(), both.slice(0, 2));
  }
  return names;
}

async function nativeNames(spoken: readonly string[]): Promise<ReadonlyMap<string, string | undefined>> {
  const names = new Map<string, string | undefined>();
  for (const language of spoken) {
    for (const [key, code] of namesIn(language)) {
      names.set(key, names.has(key) && names.get(key) !== code ? undefined : code);
    }
    await new Promise((resume) => setTimeout(resume));
  }
  return names;
}

function namesIn(language: string): readonly (readonly [string, string])[] {
  const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  return codes.flatMap((both) => {
    const code = both.slice(0, 2);
    const name = display.of(code);
    if (name === undefined) return [];
    // "Myanmar (Burma)" is Myanmar, but what stands before the brackets of the two Congos is either of them
    const [, outer] = /^(.+?)\s*[(（].+[)）]$/u.exec(name) ?? [];
    const apart = outer === undefined || congo.test(fold(outer)) ? [] : [outer];
    return [name, ...apart].flatMap(foldSpellings).map((each) => [keyOf(each), code] as const);
  });
}

const congo = /^[kc]ongo|^конго/;

/** A name as it is compared: folded, without punctuation and article, `&` as a word, saints short. */
function keyOf(name: string): string {
  return fold(name)
    .replace(/['.]/g, '')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\bthe /g, '')
    .replace(/\bsaint\b/g, 'st');
}

// what stands before the short name of a state in its full one
const formal =
  /^(?:(?:federal|federative|federated|democratic|socialist|islamic|plurinational|bolivarian|arab|hashemite|peoples|cooperative|co operative|independent|united) )*(?:republic|kingdom|state|states|principality|commonwealth|sultanate|grand duchy|union|federation|territory) of /;

/** The keys that a text may be known by: as it is, turned round at its comma or brackets, and without its form of state. */
function spellings(text: string): readonly string[] {
  if (text.length > longestName) return [];
  const whole = keyOf(text);
  const [, head = '', tail = ''] = /^(.+?)\s*(?:,|[(（])\s*(.+?)[)）]?\s*$/u.exec(text) ?? [];
  const turned = tail === '' ? [] : [keyOf(`${tail} ${head}`)];
  const keys = [whole, ...turned];
  return [...keys, ...keys.map((key) => key.replace(formal, ''))];
}
