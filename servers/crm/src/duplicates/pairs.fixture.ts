import type { Kind } from './compare.ts';
import type { DuplicateRecord } from './record.ts';

/** Two records of which a person would know whether they are one. */
export interface Pair {
  readonly why: string;
  readonly kind: Kind;
  readonly same: boolean;
  readonly a: Omit<DuplicateRecord, 'id'>;
  readonly b: Omit<DuplicateRecord, 'id'>;
  /** How many people have the number and the mailbox. */
  readonly shared?: { readonly phone?: number; readonly mailbox?: number };
}

type Row = Omit<DuplicateRecord, 'id'>;

/** `given|surname|e-mail|phone|company|city|street|birth date`, blanks for what is missing. */
function person(text: string): Row {
  const parts = text.split('|').map((part) => (part.trim() === '' ? null : part.trim()));
  const [first_name, last_name, email, phone_e164, company_name, city, street, birth_date] = parts;
  return { first_name, last_name, email, phone_e164, company_name, city, street, birth_date };
}

/** `name|domain|country|city|phone`. */
function company(text: string): Row {
  const parts = text.split('|').map((part) => (part.trim() === '' ? null : part.trim()));
  const [company_name, domain, country, city, phone_e164] = parts;
  return { company_name, domain, country, city, phone_e164 };
}

const people = (same: boolean, why: string, a: string, b: string, shared?: Pair['shared']): Pair => ({
  ...{ why, kind: 'people', same, a: person(a), b: person(b) },
  ...(shared && { shared }),
});
const companies = (same: boolean, why: string, a: string, b: string): Pair => ({
  ...{ why, kind: 'companies', same, a: company(a), b: company(b) },
});

const samePeople = [
  people(
    true,
    'nickname, mailbox of another style',
    'William|Ashdown|william.ashdown@fernhill.co.uk||Fernhill Ltd',
    'Bill|Ashdown|washdown@fernhill.co.uk||Fernhill',
  ),
  people(
    true,
    'Cyrillic and Latin, one mobile',
    'Наталья|Кравченко||+380501234567||Київ',
    'Natalia|Kravchenko||+380501234567',
  ),
  people(
    true,
    'Greek and Latin, one mailbox',
    'Γιώργος|Παπαδόπουλος|g.papadopoulos@elaia.gr',
    'Giorgos|Papadopoulos|g.papadopoulos@elaia.gr',
  ),
  people(
    true,
    'Chinese and pinyin, one mailbox',
    '伟|张|wei.zhang@longmen.cn||龙门科技',
    'Wei|Zhang|wei.zhang@longmen.cn',
  ),
  people(
    true,
    'Korean and its romanisation, one mobile',
    '민준|박||+821012345678',
    'Minjun|Park||+821012345678',
  ),
  people(
    true,
    'kana and romaji, one mailbox',
    'ユキ|タナカ|yuki.tanaka@hoshi.jp',
    'Yuki|Tanaka|yuki.tanaka@hoshi.jp',
  ),
  people(true, 'Hindi and Latin, one mobile', 'प्रिया|शर्मा||+919811122233', 'Priya|Sharma||+919811122233'),
  people(
    true,
    'a script without a table, one mailbox',
    'สมชาย|ใจดี|somchai.j@siamrice.co.th',
    'Somchai|Jaidee|somchai.j@siamrice.co.th',
  ),
  people(
    true,
    'Arabic and Latin, one mobile',
    'محمد|الحربي||+966501234567',
    'Mohammed|Alharbi||+966501234567',
  ),
  people(true, 'a Chinese name in one piece', '|王小明|xm.wang@jinshan.cn', '小明|王|xm.wang@jinshan.cn'),
  people(
    true,
    'married, private mailbox kept',
    'Eleni|Vasiliou|eleni.v1984@gmail.com',
    'Eleni|Markou|e.leniv1984@gmail.com',
  ),
  people(
    true,
    'another employer, mobile kept',
    'Ingmar|Rosenqvist|ingmar@fjallbygg.se|+46701234567|Fjällbygg AB',
    'Ingmar|Rosenqvist|i.rosenqvist@norrkraft.se|+46701234567|Norrkraft AB',
  ),
  people(
    true,
    'surname first',
    'Szilvia|Bárány-Nagy|baranynagy@citromail.hu',
    'Bárány-Nagy|Szilvia|baranynagy@citromail.hu',
  ),
  people(
    true,
    'slip in the domain of a mailbox',
    'Odile|Marchandeau|odile.marchandeau@gmail.com',
    'Odile|Marchandeau|odile.marchandeau@gmail.con',
  ),
  people(
    true,
    'umlaut spelled out, one firm',
    'Jürgen|Größmann|j.groessmann@lahnwerk.de||Lahnwerk GmbH',
    'Juergen|Groessmann|j.groessmann@lahnwerk.de||Lahnwerk',
  ),
  people(
    true,
    'a function’s mailbox with the very same rare name',
    'Hyacinth|Pemberley-Stokes|info@pemberley-stokes.com||Pemberley Stokes',
    'Hyacinth|Pemberley-Stokes|info@pemberley-stokes.com||Pemberley Stokes Ltd',
  ),
  people(
    true,
    'initial and own mailbox',
    'K.|Lindqvist-Berg|k.lindqvistberg@aurora.fi',
    'Katariina|Lindqvist-Berg|k.lindqvistberg@aurora.fi||Aurora Oy',
  ),
  people(
    true,
    'two Spanish surnames against one',
    'María Jesús|Etxeberria Zubiri|||Zubiri Maquinaria S.L.|Hernani',
    'Maria Jesus|Etxeberria|||Zubiri Maquinaria|Hernani',
  ),
  people(
    true,
    'tag and case in the mailbox',
    'Noémie|Charbonneau|noemie.charbonneau+salon@wanadoo.fr',
    'Noemie|Charbonneau|NOEMIE.CHARBONNEAU@wanadoo.fr',
  ),
  people(
    true,
    'birth date, name and address',
    'Saoirse|Ní Bhriain||||Ennis|4 Mill Road|1979-03-11',
    'Saoirse|Ni Bhriain||||Ennis|4 Mill Road|1979-03-11',
  ),
] as const;

const otherPeople = [
  people(
    false,
    'a couple with one mailbox',
    'Gudrun|Wessel|familie.wessel@gmx.de|||Celle|Am Wall 3',
    'Eckhard|Wessel|familie.wessel@gmx.de|||Celle|Am Wall 3',
  ),
  people(
    false,
    'one switchboard, firm and town',
    'Marek|Dvořák||+420221234567|Vltava s.r.o.|Praha',
    'Jitka|Nováková||+420221234567|Vltava s.r.o.|Praha',
  ),
  people(
    false,
    'namesakes numbered apart',
    'Thi Lan|Tran|lan.tran@hanoitex.vn||Hanoi Textile',
    'Thi Lan|Tran|lan.tran3@hanoitex.vn||Hanoi Textile',
  ),
  people(
    false,
    'brother and sister, a letter apart',
    'Julian|Ferrand|julian.ferrand@moulin.fr||Moulin Ferrand',
    'Juliana|Ferrand|juliana.ferrand@moulin.fr||Moulin Ferrand',
  ),
  people(
    false,
    'a common name in two firms',
    'Wei|Chen|chen@pearlport.cn||Pearl Port|Guangzhou',
    'Wei|Chen|wei@northgate.cn||North Gate|Harbin',
  ),
  people(
    false,
    'father and son',
    'Edward|Okonjo Sr.||||Kisumu|3 Lake View',
    'Edward|Okonjo Jr.||||Kisumu|3 Lake View',
  ),
  people(
    false,
    'senior and the third',
    'Charles|Wetherby Senior||||Bath|1 The Circus',
    'Charles|Wetherby III||||Bath|1 The Circus',
  ),
  people(
    false,
    'twins with numbers of their own',
    'Defne|Aksoy||+905301111111||İzmir|Deniz Sokak 9|1994-08-02',
    'Derya|Aksoy||+905302222222||İzmir|Deniz Sokak 9|1994-08-02',
  ),
  people(
    false,
    'a mailbox of a function',
    'Amara|Nwosu|bookings@palmlodge.ng||Palm Lodge',
    'Tunde|Bakare|bookings@palmlodge.ng||Palm Lodge',
  ),
  people(
    false,
    'middle initials',
    'Mary E.|Stoddard|mestoddard@plough.com||Plough Inc',
    'Mary K.|Stoddard|mkstoddard@plough.com||Plough Inc',
  ),
  people(
    false,
    'other dates of birth',
    'Ahmed|Hassan||||Cairo||1980-02-02',
    'Ahmed|Hassan||||Cairo||1969-11-17',
  ),
  people(
    false,
    'namesakes with mailboxes of their own at one firm',
    'Anna|Schmidt|anna.schmidt@rhenania.de||Rhenania AG|Köln',
    'Anna|Schmidt|a.schmidt-vertrieb@rhenania.de||Rhenania AG|Köln',
  ),
  people(
    false,
    'a mailbox of an assistant for three',
    'Viktor|Lindholm|office.board@skane.se',
    'Petra|Ekdahl|office.board@skane.se',
    { mailbox: 3 },
  ),
  people(false, 'Korean given names of other syllables', '서준|김|||한빛|서울', '서윤|김|||한빛|서울'),
  people(false, 'Chinese given names of another character', '丽|王|||华光|北京', '静|王|||华光|北京'),
  people(
    false,
    'neighbours on one exchange',
    'Bruno|Keller||+41443000112|Limmat AG|Zürich',
    'Beat|Keller||+41443000113|Limmat AG|Zürich',
  ),
  people(
    false,
    'same surname, firm and town',
    'Rosa|Cardoso|||Cardoso & Filhos|Braga',
    'Ivone|Cardoso|||Cardoso & Filhos|Braga',
  ),
  people(
    false,
    'a number of three people and one given name',
    'Peter|Hagen||+4722334455|Nordvik AS|Oslo',
    'Peter|Solberg||+4722334455|Nordvik AS|Oslo',
    { phone: 3 },
  ),
] as const;

const sameCompanies = [
  companies(
    true,
    'form and accents',
    'Société Générale|societegenerale.fr',
    'Societe Generale S.A.|www.societegenerale.fr',
  ),
  companies(true, 'form and accents, nothing else', 'Société Générale|', 'Societe Generale S.A.|'),
  companies(
    true,
    'with and without www',
    'Halvorsen Marine AS|https://www.halvorsen-marine.no/om-oss',
    'Halvorsen Marine|halvorsen-marine.no',
  ),
  companies(
    true,
    'identical',
    'Brightwater Analytics|brightwater.io',
    'Brightwater Analytics|brightwater.io',
  ),
  companies(
    true,
    'ampersand',
    'Köhler & Töchter GmbH|||Ulm|+497311234567',
    'Köhler und Töchter|||Ulm|+497311234567',
  ),
  companies(true, 'acronym at its own domain', 'Baltic Amber Fabrication OÜ|baf.ee', 'BAF|www.baf.ee'),
  companies(
    true,
    'Japanese form before and after',
    '株式会社 霧島精工|kirishima-seiko.co.jp',
    '霧島精工 K.K.|kirishima-seiko.co.jp',
  ),
  companies(true, 'Russian and romanised', 'ООО «Красный Мак»|krasmak.ru', 'Krasny Mak LLC|krasmak.ru'),
  companies(true, 'a slip', 'Tramontana Ceramics S.L.|||Girona', 'Tramontana Cermics S.L.|||Girona'),
  companies(
    true,
    'an abbreviated word',
    'Oakhurst Technologies Inc|oakhurst.com',
    'Oakhurst Tech|oakhurst.com',
  ),
  companies(
    true,
    'a former name in brackets',
    'Lumenor (formerly Helios Light) Ltd|lumenor.co.uk',
    'Lumenor Limited|lumenor.co.uk',
  ),
  companies(
    true,
    'another spelling of a form',
    'Grupo Sierra Alta, S.A. de C.V.|sierraalta.mx',
    'Grupo Sierra Alta SA de CV|sierraalta.mx',
  ),
] as const;

const otherCompanies = [
  companies(
    false,
    'sisters in two countries',
    'Vektor Elektrik GmbH|vektor-elektrik.de|DE',
    'Vektor Elektrik A.Ş.|vektor-elektrik.com.tr|TR',
  ),
  companies(
    false,
    'one common word',
    'Atlas Copier Service Ltd|atlascopier.co.uk',
    'Atlas Bakery Ltd|atlasbakery.co.uk',
  ),
  companies(false, 'numbered branches', 'Billa Filiale 7|||Graz', 'Billa Filiale 9|||Graz'),
  companies(
    false,
    'pages on one platform',
    'Salon Bella|facebook.com/salonbella',
    'Salon Stella|facebook.com/salonstella',
  ),
  companies(false, 'free mail as a domain', 'Panadería Sol|gmail.com', 'Ferretería Luna|gmail.com'),
  companies(
    false,
    'generic words in two towns',
    'National Consulting Services Ltd|ncs-leeds.co.uk||Leeds',
    'National Consulting Services Ltd|nationalconsulting.com.hk||Hong Kong',
  ),
  companies(
    false,
    'two brands of one domain',
    'Meridian Watches|meridian-group.com',
    'Solaris Optics|meridian-group.com',
  ),
  companies(
    false,
    'a common surname',
    'Smith Plumbing|smithplumbing.com||Boise',
    'Smith Bakery|smithbakery.com||Boise',
  ),
] as const;

/** Pairs of every kind that a matcher must know. */
export const pairs: readonly Pair[] = [...samePeople, ...otherPeople, ...sameCompanies, ...otherCompanies];
