import { lines, words } from './dice.ts';

/** A town with its region and one postal code. */
export interface Town {
  readonly city: string;
  readonly region: string;
  readonly postal_code: string;
}

/** How people of one country are called and reached. */
export interface Culture {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly currency: string;
  readonly given: readonly [string, ...string[]];
  readonly surnames: readonly [string, ...string[]];
  /** E.164 with `#` for any digit. */
  readonly phones: readonly [string, ...string[]];
  readonly towns: readonly [Town, ...Town[]];
  readonly streets: readonly [string, ...string[]];
  /** Where the number of a house stands. */
  readonly house: 'before' | 'after';
  /** The legal forms of companies. */
  readonly forms: readonly [string, ...string[]];
  /** How many of a hundred people belong to it. */
  readonly share: number;
}

type Facts = Pick<Culture, 'country' | 'currency' | 'house' | 'share'>;

function culture(
  facts: Facts,
  lists: Readonly<Record<'given' | 'surnames' | 'phones' | 'towns' | 'streets' | 'forms', string>>,
): Culture {
  const [first = town(''), ...others] = lines(lists.towns).map(town);
  return {
    ...facts,
    given: words(lists.given),
    // a hyphen for a blank keeps names of two words in one list
    surnames: spaced(words(lists.surnames)),
    phones: words(lists.phones),
    towns: [first, ...others],
    streets: lines(lists.streets),
    forms: spaced(words(lists.forms)),
  };
}

function spaced([first, ...rest]: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return [first.replaceAll('_', ' '), ...rest.map((name) => name.replaceAll('_', ' '))];
}

function town(line: string): Town {
  const [city = '', region = '', postal_code = ''] = line.split('|');
  return { city, region, postal_code };
}

/** The countries of the invented world's customers. */
export const cultures: readonly [Culture, ...Culture[]] = [
  culture(
    { country: 'US', currency: 'USD', house: 'before', share: 26 },
    {
      given: `James Mary Robert Patricia Michael Jennifer David Linda William Elizabeth Richard Barbara Joseph Susan Thomas
        Jessica Christopher Sarah Daniel Karen Matthew Lisa Anthony Nancy Marcus Ashley Steven Emily Andrew Donna Joshua
        Michelle Kevin Carol Brian Amanda Tyrone Melissa Ethan Deborah Jamal Stephanie Ryan Rebecca Jacob Laura Luis Naomi`,
      surnames: `Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Wilson Anderson
        Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Clark Ramirez Lewis Robinson Walker Young Allen
        King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Whitaker`,
      phones:
        '+12125###### +13125###### +14155###### +15125###### +16175###### +12065###### +13035###### +14045######',
      towns: `New York|NY|10013\nChicago|IL|60607\nAustin|TX|78701\nSeattle|WA|98104\nDenver|CO|80202\nAtlanta|GA|30309
        Boston|MA|02110\nPortland|OR|97205\nColumbus|OH|43215\nRaleigh|NC|27601\nMinneapolis|MN|55401\nPhoenix|AZ|85004`,
      streets: `Market Street\nMain Street\nOak Avenue\nMaple Drive\nLakeview Boulevard\nWashington Avenue\nHarbor Way
        2nd Avenue\nCommerce Drive\nPark Place\nElm Street\nMill Road`,
      forms: 'Inc. LLC Corp. Co.',
    },
  ),
  culture(
    { country: 'GB', currency: 'GBP', house: 'before', share: 10 },
    {
      given: `Oliver Amelia George Isla Harry Olivia Jack Emily Charlie Poppy Freddie Ava Alfie Jessica Oscar Sophie Priya
        Callum Fiona Gareth Rhiannon Imran Aisha Rory Eilidh Nigel Philippa Duncan Harriet Simon Gemma Tariq`,
      surnames: `Smith Jones Taylor Brown Evans Thomas Johnson Roberts Walker Wright Robinson Thompson Hughes Edwards Green
        Lewis Wood Harris Clarke Patel Khan Jackson Turner Cooper Ward Morgan Bell Murphy Bailey Richardson MacLeod O'Brien`,
      phones: '+4411349##### +4420794##### +4416194##### +4413149#####',
      towns: `London|Greater London|EC1A 4HD\nManchester|Greater Manchester|M3 4EL\nBristol|Bristol|BS1 4ND
        Leeds|West Yorkshire|LS1 5DL\nEdinburgh|Scotland|EH2 4AD\nCardiff|Wales|CF10 2HQ\nCambridge|Cambridgeshire|CB2 1TN`,
      streets: `High Street\nStation Road\nChurch Lane\nKing Street\nQueens Road\nVictoria Street\nMill Lane\nBridge Street`,
      forms: 'Ltd plc LLP Limited',
    },
  ),
  culture(
    { country: 'DE', currency: 'EUR', house: 'after', share: 10 },
    {
      given: `Lukas Anna Maximilian Lena Felix Marie Jonas Sophie Leon Laura Paul Julia Tobias Katharina Stefan Sabine Jürgen
        Ursula Matthias Petra Björn Annika Sebastian Claudia Florian Heike Uwe Birgit Mehmet Elif Jörg Änne`,
      surnames: `Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein
        Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler Yılmaz`,
      phones: '+49305###### +49895###### +49405###### +49151555#####',
      towns: `Berlin|Berlin|10117\nMünchen|Bayern|80331\nHamburg|Hamburg|20095\nKöln|Nordrhein-Westfalen|50667
        Stuttgart|Baden-Württemberg|70173\nLeipzig|Sachsen|04109\nNürnberg|Bayern|90402\nBremen|Bremen|28195`,
      streets: `Hauptstraße\nBahnhofstraße\nSchillerstraße\nLindenallee\nGartenweg\nMarktplatz\nIndustriestraße\nBergstraße`,
      forms: 'GmbH AG GmbH_&_Co._KG KG',
    },
  ),
  culture(
    { country: 'FR', currency: 'EUR', house: 'before', share: 7 },
    {
      given: `Gabriel Louise Léo Emma Raphaël Alice Louis Chloé Hugo Camille Jules Manon Antoine Mathilde Nicolas Aurélie
        Benoît Hélène François Margaux Karim Inès Thierry Sylvie Étienne Noémie`,
      surnames: `Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel Garcia
        David Bertrand Roux Vincent Fournier Morel Girard André Mercier Dupont Lambert Benali Le_Goff De_La_Tour`,
      phones: '+331429##### +334785##### +336125#####',
      towns: `Paris|Île-de-France|75009\nLyon|Auvergne-Rhône-Alpes|69002\nNantes|Pays de la Loire|44000
        Toulouse|Occitanie|31000\nLille|Hauts-de-France|59800\nBordeaux|Nouvelle-Aquitaine|33000\nStrasbourg|Grand Est|67000`,
      streets: `rue de la République\navenue Victor Hugo\nrue des Lilas\nboulevard Voltaire\nplace du Marché\nrue Pasteur`,
      forms: 'SAS SARL SA',
    },
  ),
  culture(
    { country: 'ES', currency: 'EUR', house: 'after', share: 5 },
    {
      given: `Hugo Lucía Martín Sofía Pablo María Alejandro Paula Javier Carmen Diego Ana Álvaro Elena Sergio Marta Iñigo
        Nuria Joaquín Begoña Manuel Rocío`,
      surnames: `García_López Fernández González Rodríguez Sánchez_Ruiz Pérez Martín Gómez Jiménez Díaz_Moreno Hernández
        Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Núñez Iglesias`,
      phones: '+34915###### +34935###### +346125#####',
      towns: `Madrid|Madrid|28013\nBarcelona|Cataluña|08002\nValencia|Comunidad Valenciana|46002\nSevilla|Andalucía|41001
        Bilbao|País Vasco|48001\nZaragoza|Aragón|50001`,
      streets: `Calle Mayor\nGran Vía\nAvenida de la Constitución\nCalle del Sol\nPaseo de la Castellana\nCalle San Juan`,
      forms: 'S.L. S.A. S.L.U.',
    },
  ),
  culture(
    { country: 'IT', currency: 'EUR', house: 'after', share: 4 },
    {
      given: `Leonardo Sofia Francesco Giulia Alessandro Aurora Lorenzo Alice Matteo Chiara Andrea Martina Davide Francesca
        Giovanni Elisa Niccolò Beatrice`,
      surnames: `Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Mancini
        Costa Giordano Rizzo Lombardi Moretti D'Angelo Barbieri`,
      phones: '+39025##### +39065##### +393475######',
      towns: `Milano|Lombardia|20121\nRoma|Lazio|00187\nTorino|Piemonte|10121\nBologna|Emilia-Romagna|40121\nNapoli|Campania|80133`,
      streets: `Via Roma\nVia Garibaldi\nCorso Italia\nVia Dante\nPiazza San Marco\nViale Europa`,
      forms: 'S.r.l. S.p.A.',
    },
  ),
  culture(
    { country: 'NL', currency: 'EUR', house: 'after', share: 4 },
    {
      given:
        'Daan Emma Sem Julia Lucas Tess Milan Sophie Bram Lotte Thijs Fleur Jeroen Marloes Sander Femke Youssef Noor Pieter Anouk',
      surnames: `de_Jong Jansen de_Vries van_den_Berg Bakker van_Dijk Visser Smit Meijer de_Boer Mulder Bos Vos Peters Hendriks
        van_Leeuwen Dekker Brouwer van_der_Meer Dijkstra`,
      phones: '+312055##### +311055##### +31612######',
      towns: `Amsterdam|Noord-Holland|1012 AB\nRotterdam|Zuid-Holland|3011 AD\nUtrecht|Utrecht|3511 CE\nEindhoven|Noord-Brabant|5611 EM`,
      streets: 'Dorpsstraat\nKerkstraat\nStationsweg\nHerengracht\nMolenweg\nWilhelminastraat',
      forms: 'B.V. N.V.',
    },
  ),
  culture(
    { country: 'PL', currency: 'PLN', house: 'after', share: 4 },
    {
      given:
        'Jakub Zuzanna Antoni Julia Szymon Maja Jan Zofia Filip Hanna Piotr Agnieszka Krzysztof Małgorzata Łukasz Katarzyna Paweł Ewa',
      surnames: `Nowak Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Mazur
        Jankowski Kwiatkowski Krawczyk Grabowski Pawłowski Michalski Król`,
      phones: '+48225###### +48125###### +48601######',
      towns: `Warszawa|Mazowieckie|00-001\nKraków|Małopolskie|30-002\nWrocław|Dolnośląskie|50-001\nGdańsk|Pomorskie|80-001`,
      streets: 'ul. Polna\nul. Leśna\nul. Słoneczna\nul. Szkolna\nal. Jana Pawła II\nul. Krótka',
      forms: 'Sp._z_o.o. S.A.',
    },
  ),
  culture(
    { country: 'SE', currency: 'SEK', house: 'after', share: 3 },
    {
      given:
        'William Alice Liam Maja Noah Vera Hugo Alma Oscar Astrid Erik Ingrid Lars Karin Göran Åsa Björn Malin Anders Elin',
      surnames: `Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Lindberg Lindström
        Bergström Sjöberg Åkesson Öberg Holmgren Nyström`,
      phones: '+4685###### +4670174####',
      towns:
        'Stockholm|Stockholms län|111 20\nGöteborg|Västra Götaland|411 03\nMalmö|Skåne|211 20\nUppsala|Uppsala län|753 10',
      streets: 'Storgatan\nKungsgatan\nDrottninggatan\nSkolgatan\nStrandvägen\nÖsterlånggatan',
      forms: 'AB',
    },
  ),
  culture(
    { country: 'IN', currency: 'INR', house: 'before', share: 7 },
    {
      given: `Aarav Priya Vihaan Ananya Arjun Diya Rohan Kavya Sanjay Neha Vikram Pooja Rahul Sneha Karthik Meera Imran Fatima
        Harpreet Lakshmi Suresh Deepika Amit Sunita`,
      surnames: `Sharma Patel Singh Kumar Gupta Reddy Iyer Nair Mehta Joshi Rao Desai Chatterjee Banerjee Khan Kaur Menon
        Agarwal Verma Pillai Bose Kulkarni`,
      phones: '+9198455##### +9199305##### +91804155####',
      towns:
        'Bengaluru|Karnataka|560001\nMumbai|Maharashtra|400001\nPune|Maharashtra|411001\nHyderabad|Telangana|500001\nChennai|Tamil Nadu|600001',
      streets: 'MG Road\nBrigade Road\nLinking Road\nAnna Salai\nPark Street\nNehru Marg',
      forms: 'Pvt._Ltd. Ltd.',
    },
  ),
  culture(
    { country: 'JP', currency: 'JPY', house: 'after', share: 4 },
    {
      given:
        'Haruto Yui Sota Aoi Yuto Hina Ren Sakura Kaito Mei Takumi Yuna Kenji Keiko Hiroshi Naoko Daisuke Ayumi Ryo Emi',
      surnames: `Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Yamaguchi
        Matsumoto Inoue Kimura Hayashi Shimizu Mori`,
      phones: '+81355###### +81655###### +819012######',
      towns:
        'Tokyo|Tokyo|100-0005\nOsaka|Osaka|530-0001\nNagoya|Aichi|450-0002\nFukuoka|Fukuoka|812-0011\nSapporo|Hokkaido|060-0001',
      streets: 'Marunouchi\nUmeda\nSakae\nTenjin\nOdori\nGinza',
      forms: 'K.K. Co.,_Ltd.',
    },
  ),
  culture(
    { country: 'CN', currency: 'CNY', house: 'before', share: 4 },
    {
      given: 'Wei Fang Jie Na Lei Min Qiang Xiu Jun Ying Hao Yan Tao Li Peng Xia Bo Mei Long Ting',
      surnames: 'Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo',
      phones: '+861055###### +862155###### +861385#######',
      towns:
        'Shanghai|Shanghai|200001\nBeijing|Beijing|100006\nShenzhen|Guangdong|518000\nHangzhou|Zhejiang|310000\nChengdu|Sichuan|610000',
      streets: 'Nanjing Road\nZhongshan Road\nJiefang Avenue\nRenmin Road\nHuaihai Road',
      forms: 'Co.,_Ltd.',
    },
  ),
  culture(
    { country: 'BR', currency: 'BRL', house: 'after', share: 4 },
    {
      given:
        'Miguel Helena Arthur Alice Gael Laura Davi Valentina Bernardo Manuela João Beatriz Thiago Mariana Rafael Fernanda Caio Letícia',
      surnames: `Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida
        Lopes Araújo da_Rocha dos_Anjos Conceição`,
      phones: '+551135###### +55119855#####',
      towns:
        'São Paulo|SP|01310-100\nRio de Janeiro|RJ|20040-002\nBelo Horizonte|MG|30130-010\nCuritiba|PR|80010-010\nRecife|PE|50030-230',
      streets: 'Avenida Paulista\nRua das Flores\nRua XV de Novembro\nAvenida Atlântica\nRua da Consolação',
      forms: 'Ltda. S.A.',
    },
  ),
  culture(
    { country: 'NG', currency: 'NGN', house: 'before', share: 3 },
    {
      given:
        'Chinedu Ngozi Emeka Adaeze Tunde Folake Ibrahim Amina Olumide Yetunde Kelechi Chioma Musa Zainab Segun Temitope',
      surnames:
        'Okafor Adeyemi Okonkwo Balogun Eze Abubakar Ogunleye Nwosu Adebayo Ibrahim Obi Bello Chukwu Olawale Danjuma',
      phones: '+2348035###### +2348125######',
      towns: 'Lagos|Lagos|101001\nAbuja|FCT|900001\nPort Harcourt|Rivers|500001\nIbadan|Oyo|200001',
      streets: 'Broad Street\nAwolowo Road\nAllen Avenue\nMarina Road\nAhmadu Bello Way',
      forms: 'Ltd plc',
    },
  ),
  culture(
    { country: 'TR', currency: 'TRY', house: 'after', share: 3 },
    {
      given:
        'Yusuf Zeynep Eymen Elif Ömer Defne Mustafa Asel Mehmet Ayşe Ahmet Fatma Emre Selin Burak Gökçe Çağrı Şule',
      surnames:
        'Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Güneş',
      phones: '+902125###### +905325######',
      towns: 'İstanbul|İstanbul|34000\nAnkara|Ankara|06420\nİzmir|İzmir|35210\nBursa|Bursa|16010',
      streets: 'Atatürk Caddesi\nİstiklal Caddesi\nCumhuriyet Caddesi\nGül Sokak\nBarış Sokak',
      forms: 'A.Ş. Ltd._Şti.',
    },
  ),
  culture(
    { country: 'AE', currency: 'AED', house: 'before', share: 2 },
    {
      given:
        'Mohammed Fatima Ahmed Mariam Khalid Noura Omar Layla Hassan Aisha Rashid Salma Yousef Huda Tariq Reem',
      surnames:
        'Al_Mansoori Al_Hashimi Al_Suwaidi Al_Farsi Haddad Khoury Nasser Saleh Rahman Al_Zaabi Aziz Hamdan Darwish Mansour',
      phones: '+97145###### +971505######',
      towns: 'Dubai|Dubai|00000\nAbu Dhabi|Abu Dhabi|00000\nSharjah|Sharjah|00000',
      streets: 'Sheikh Zayed Road\nAl Wasl Road\nCorniche Road\nKhalifa Street',
      forms: 'LLC FZE',
    },
  ),
];
