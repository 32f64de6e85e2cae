/*
 * How common names are, in bits: -log2 of the share of people who carry a name where it is at home. Shipped and never
 * learnt from a workspace, so that a pair scores the same among ten records and among a hundred thousand.
 */

type Tier = readonly [bits: number, names: string];

const surnameTiers: readonly Tier[] = [
  [3, `nguyen kim tran lee li wang zhang singh khan`],
  [
    4.5,
    `park le pham choi liu chen yang huang wu zhao zhou kumar devi das hoang phan vu ali mohamed ahmed
    hassan ibrahim garcia jensen nielsen hansen ivanov ngo dang bui do jung cho lim kang yoon jang`,
  ],
  [
    6,
    `smith jones silva santos oliveira souza rodriguez martinez lopez gonzalez hernandez perez sanchez
    fernandez gomez ramirez johansson andersson karlsson nilsson eriksson larsson olsen johansen
    pedersen andersen christensen larsen sharma gupta patel kaur yilmaz kaya demir sato suzuki takahashi
    tanaka xu sun ma zhu hu guo he lin luo gao zheng liang xie song tang han feng wong chan dejong
    devries vandenberg dejongh pereira ferreira costa lima kovac nagy kovacs toth szabo horvath novak
    novotny svoboda petrov sidorov smirnov kuznetsov popov vasiliev popescu ionescu popa okafor okonkwo
    adeyemi eze mensah tshabalala dlamini nkosi abdullah hussein hussain shah begum akhtar malik iqbal
    bibi yadav verma mishra reddy rao cohen levi mizrahi`,
  ],
  [
    7.5,
    `johnson williams brown taylor davis wilson miller evans thomas roberts walker wright robinson
    thompson white hughes edwards green hall lewis harris clarke clark jackson wood turner cooper hill
    ward moore anderson martin king young allen scott torres adams baker nelson carter mitchell campbell
    rivera muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann bernard dubois
    robert richard petit durand leroy moreau simon laurent rossi russo ferrari esposito bianchi romano
    colombo ricci marino greco bruno nowak kowalski wisniewski wojcik kowalczyk kaminski jansen janssen
    bakker visser smit meijer celik sahin yildiz ozturk aydin watanabe ito yamamoto nakamura kobayashi
    kato yoshida yamada sasaki murphy kelly osullivan walsh obrien byrne ryan stewart macdonald morrison
    diaz flores morales alvarez ruiz jimenez moreno munoz alonso gutierrez ortiz ramos vargas castro
    mehta joshi desai nair menon iyer chowdhury rahman islam hossain uddin akter papadopoulos georgiou
    dimitrov nikolov jovanovic petrovic nikolic popovic horvat korhonen virtanen makinen nieminen berg
    haugen lund moller sorensen rasmussen petersen`,
  ],
];

const givenTiers: readonly Tier[] = [
  [
    5,
    `mohammed muhammad mohamed ahmed ali maria jose john david michael james anna juan mary fatima jean
    carlos luis antonio joao ana peter thomas alexander wei jing li min minh thi anh aleksandr sergei
    elena olga marie`,
  ],
  [
    6.3,
    `robert william richard joseph charles daniel matthew mark paul steven andrew kevin brian george
    patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy emily emma olivia
    jack harry oliver charlie sophie chloe amelia grace ian alan stuart neil simon claire helen nicola
    rachel laura julia lena lukas felix leon jonas max maximilian sophia hannah lea stefan andreas
    christian martin michel pierre philippe nicolas francois louis lucas camille julie isabelle
    catherine nathalie marco giuseppe francesco antonella giovanni luca andrea alessandro giulia chiara
    sara francesca paolo roberto javier manuel francisco miguel pedro pablo carmen isabel lucia marta
    cristina paula fernanda rafael gabriel bruno jan piotr krzysztof tomasz pawel marcin katarzyna
    malgorzata agnieszka joanna magdalena erik lars anders johan karin eva ingrid ole hans mehmet
    mustafa ayse fatma emre omar hassan hussein khalid ibrahim youssef aisha mariam rahul amit priya
    anita sunita raj sanjay vijay hiroshi takashi kenji yuki yoko keiko akira jun xin yan fang lei yang
    jie tao ming hong hui minjun seoyeon jihoon ivan dmitri natalia tatiana irina svetlana andrei
    mikhail vladimir nikolai katerina georgios dimitrios chukwuemeka chidi ngozi blessing samuel
    emmanuel joshua benjamin noah liam ethan mia isla ava ella lily freya daniela alexandra gabriela
    carla roberta paola stephanie nicole michelle christine christina martina claudia simona mario
    alberto angela angelo sandra monica victor victoria patrick anthony tony eric frank henry edward
    stephen jason justin ryan brandon eduardo fernando ricardo jorge diego valentina`,
  ],
];

const rareSurname = 10.5;
const rareGiven = 8;

function bitsByName(tiers: readonly Tier[]): ReadonlyMap<string, number> {
  return new Map(tiers.flatMap(([bits, names]) => names.split(/\s+/).map((name) => [name, bits] as const)));
}

const surnames = bitsByName(surnameTiers);
const givens = bitsByName(givenTiers);

/** The bits that agreement in a folded surname is worth, 3 to 10.5. */
export function surnameBits(name: string): number {
  return surnames.get(name) ?? rareSurname;
}

/** The bits that agreement in a folded given name is worth, 5 to 8. */
export function givenBits(name: string): number {
  return givens.get(name) ?? rareGiven;
}

/** Whether a folded name is a well-known given name: two of those that differ by a letter are two people, not a slip. */
export function isKnownGiven(name: string): boolean {
  return givens.has(name);
}
