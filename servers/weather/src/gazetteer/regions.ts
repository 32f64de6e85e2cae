import { foldName } from './fold.ts';

const us =
  'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming';
const ca =
  'AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NS Nova Scotia,NT Northwest Territories,NU Nunavut,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon';
const au =
  'ACT Australian Capital Territory,NSW New South Wales,NT Northern Territory,QLD Queensland,SA South Australia,TAS Tasmania,VIC Victoria,WA Western Australia';

/** A first-order division that an abbreviation may stand for. */
export interface Region {
  readonly country_code: string;
  readonly admin1: string;
}

const byAbbreviation = Map.groupBy(
  [...read('US', us), ...read('CA', ca), ...read('AU', au)],
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

/** The states, provinces and territories of the US, Canada and Australia that an abbreviation stands for, in any case. */
export function regionsOf(abbreviation: string): readonly Region[] {
  return byAbbreviation.get(foldName(abbreviation)) ?? [];
}
