import { foldName } from './fold.ts';

const us =
  'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming';
const ca =
  'AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NS Nova Scotia,NT Northwest Territories,NU Nunavut,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon';
const au =
  'ACT Australian Capital Territory,NSW New South Wales,NT Northern Territory,QLD Queensland,SA South Australia,TAS Tasmania,VIC Victoria,WA Western Australia';
const br =
  'AC Acre,AL Alagoas,AP Amapá,AM Amazonas,BA Bahia,CE Ceará,DF Federal District,ES Espírito Santo,GO Goiás,MA Maranhão,MT Mato Grosso,MS Mato Grosso do Sul,MG Minas Gerais,PA Pará,PB Paraíba,PR Paraná,PE Pernambuco,PI Piauí,RJ Rio de Janeiro,RN Rio Grande do Norte,RS Rio Grande do Sul,RO Rondônia,RR Roraima,SC Santa Catarina,SP São Paulo,SE Sergipe,TO Tocantins';
const mx =
  'AGU Aguascalientes,BCN Baja California,BCS Baja California Sur,CAM Campeche,CHP Chiapas,CHH Chihuahua,CDMX Mexico City,COA Coahuila,COL Colima,DUR Durango,GUA Guanajuato,GRO Guerrero,HID Hidalgo,JAL Jalisco,MEX México,MIC Michoacán,MOR Morelos,NAY Nayarit,NLE Nuevo León,OAX Oaxaca,PUE Puebla,QUE Querétaro,ROO Quintana Roo,SLP San Luis Potosí,SIN Sinaloa,SON Sonora,TAB Tabasco,TAM Tamaulipas,TLA Tlaxcala,VER Veracruz,YUC Yucatán,ZAC Zacatecas';
const india =
  'AP Andhra Pradesh,AS Assam,BR Bihar,CT Chhattisgarh,GA Goa,GJ Gujarat,HR Haryana,HP Himachal Pradesh,JH Jharkhand,KA Karnataka,KL Kerala,MP Madhya Pradesh,MH Maharashtra,OR Odisha,PB Punjab,RJ Rajasthan,TN Tamil Nadu,TG Telangana,UP Uttar Pradesh,UK Uttarakhand,WB West Bengal';

/** What regions are called besides the name of the list. */
const otherNames: Readonly<Record<string, string>> = {
  bayern: 'Bavaria',
  sachsen: 'Saxony',
  niedersachsen: 'Lower Saxony',
  hessen: 'Hesse',
  'nordrhein westfalen': 'North Rhine-Westphalia',
  thuringen: 'Thuringia',
  'rheinland pfalz': 'Rheinland-Pfalz',
  toscana: 'Tuscany',
  toskana: 'Tuscany',
  toscane: 'Tuscany',
  lombardia: 'Lombardy',
  sicilia: 'Sicily',
  sardegna: 'Sardinia',
  piemonte: 'Piedmont',
  puglia: 'Apulia',
  bretagne: 'Brittany',
  normandie: 'Normandy',
  corse: 'Corsica',
  provence: 'Provence-Alpes-Côte d’Azur',
  andalucia: 'Andalusia',
  cataluna: 'Catalonia',
  catalunya: 'Catalonia',
  'pais vasco': 'Basque Country',
  tirol: 'Tyrol',
  karnten: 'Carinthia',
  steiermark: 'Styria',
  wallonie: 'Wallonia',
  vlaanderen: 'Flanders',
  'noord holland': 'North Holland',
  'zuid holland': 'South Holland',
};

/** A first-order division that an abbreviation may stand for. */
export interface Region {
  readonly country_code: string;
  readonly admin1: string;
}

const byAbbreviation = Map.groupBy(
  [
    ...read('US', us),
    ...read('CA', ca),
    ...read('AU', au),
    ...read('BR', br),
    ...read('MX', mx),
    ...read('IN', india),
  ],
  ({ abbreviation }) => abbreviation,
);

function read(country: string, list: string): (Region & { readonly abbreviation: string })[] {
  return list.split(',').map((entry) => {
    const gap = entry.indexOf(' ');
    return {
      abbreviation: entry.slice(0, gap).toLowerCase(),
      country_code: country,
      admin1: entry.slice(gap + 1),
    };
  });
}

/** The states, provinces and territories of six federations that an abbreviation stands for, in any case. */
export function regionsOf(abbreviation: string): readonly Region[] {
  return byAbbreviation.get(foldName(abbreviation)) ?? [];
}

/** The name in the list of regions for another folded name of one; undefined where the list may have it itself. */
export function englishRegion(key: string): string | undefined {
  return Object.hasOwn(otherNames, key) ? otherNames[key] : undefined;
}
