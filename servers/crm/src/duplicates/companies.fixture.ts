import { companies, type Pair } from './pair.fixture.ts';

const sameCompanies: readonly Pair[] = [
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
];

const otherCompanies: readonly Pair[] = [
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
];

/** Pairs of companies that a matcher must know. */
export const companyPairs: readonly Pair[] = [...sameCompanies, ...otherCompanies];
