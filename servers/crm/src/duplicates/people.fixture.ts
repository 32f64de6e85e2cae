import { type Pair, people } from './pair.fixture.ts';

const samePeople: readonly Pair[] = [
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
];

const otherPeople: readonly Pair[] = [
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
];

/** Pairs of people that a matcher must know. */
export const peoplePairs: readonly Pair[] = [...samePeople, ...otherPeople];
