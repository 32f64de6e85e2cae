import { describe, expect, test } from 'vitest';
import type { RecordType } from '../records/types.ts';
import { readRecords } from './read-records.ts';

const read = (object: RecordType, csv: string, mapping?: Readonly<Record<string, string>>, max_rows = 10) =>
  readRecords({ object, csv, max_rows, mapping });

async function fieldsOf(object: RecordType, header: string): Promise<Readonly<Record<string, string>>> {
  const { columns } = await read(object, `${header}\n`);
  return Object.fromEntries(
    columns.flatMap(({ header: name, field }) => (field === null ? [] : [[name, field]])),
  );
}

describe('a file', () => {
  test('is read by what its headers mean, amounts as they are written', async () => {
    const csv = 'Deal Name,Value,Currency,Phase,Owner\nRoof,"1,234.50",EUR,Won,user-2\nBeam,12 500,JPY,,\n';
    const { records, columns } = await read('deals', csv);
    expect(columns).toEqual([
      { header: 'Deal Name', field: 'name', samples: ['Roof', 'Beam'] },
      { header: 'Value', field: 'amount', samples: ['1,234.50', '12 500'] },
      { header: 'Currency', field: 'currency', samples: ['EUR', 'JPY'] },
      { header: 'Phase', field: 'stage', samples: ['Won'] },
      { header: 'Owner', field: 'owner_id', samples: ['user-2'] },
    ]);
    expect(records).toEqual([
      {
        line: 2,
        record: { name: 'Roof', amount: '1,234.50', currency: 'EUR', stage: 'Won', owner_id: 'user-2' },
      },
      { line: 3, record: { name: 'Beam', amount: '12 500', currency: 'JPY' } },
    ]);
  });

  test('of too many rows is refused with the line', async () => {
    await expect(read('deals', 'name\na\nb\nc\n', undefined, 2)).rejects.toThrow('line 4');
  });

  test('may be given as bytes of any encoding', async () => {
    const bytes = Buffer.from('\uFEFFName;Ort\nZoë;Łódź\n', 'utf16le').toString('base64');
    const { records } = await read('leads', `data:text/csv;base64,${bytes}`);
    expect(records).toEqual([{ line: 2, record: { name: 'Zoë', city: 'Łódź' } }]);
  });
});

test('a row with other cells than the header is no record, and says what was found', async () => {
  const csv = 'name,title,city\nSmith, John,CEO,Oslo\nLund,CFO\nBerg,CTO,Bergen,,\n';
  const { records } = await read('leads', csv);
  expect(records.map(({ line, record, fault }) => [line, record, fault?.slice(0, 40)])).toEqual([
    [2, {}, 'has 4 cells where the header has 3: put '],
    [3, {}, 'has 2 cells where the header has 3: put '],
    [4, { name: 'Berg', title: 'CTO', city: 'Bergen' }, undefined],
  ]);
});

test('several addresses and numbers of a person are kept', async () => {
  const csv = [
    'Name,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Phone 2 - Value',
    'Bo,Work,bo@x.example ::: bo@y.example,lund@z.example,+47 22 33 44 55,',
  ].join('\n');
  const { records } = await read('contacts', csv);
  expect(records[0]?.record).toEqual({
    name: 'Bo',
    email: 'bo@x.example',
    other_emails: ['bo@y.example', 'lund@z.example'],
    phone_e164: '+47 22 33 44 55',
  });
});

describe('a mapping', () => {
  const csv = 'Who,Contact owner,Title\nBo Lund,Jane,CEO\n';

  test('corrects what was guessed', async () => {
    const { records, columns } = await read('contacts', csv, { Who: 'name', Title: '' });
    expect(records[0]?.record).toEqual({ name: 'Bo Lund', owner_id: 'Jane' });
    expect(columns.map(({ field }) => field)).toEqual(['name', 'owner_id', null]);
  });

  test('takes a field from the column that was guessed to be it', async () => {
    const { records } = await read('contacts', 'Name,Nickname\nRobert,Bob\n', { Nickname: 'name' });
    expect(records[0]?.record).toEqual({ name: 'Bob' });
  });

  test('names columns and fields that there are', async () => {
    await expect(read('contacts', csv, { Titel: 'title' })).rejects.toThrow('Did you mean "Title"');
    await expect(read('contacts', csv, { Who: 'nam' })).rejects.toThrow('Did you mean "name"');
  });
});

/** The columns of exports as they are published, with what each of them is here; all others are passed over. */
describe('the export of', () => {
  test.each<[string, RecordType, string, Record<string, string>]>([
    [
      'HubSpot contacts',
      'contacts',
      'Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Last Activity Date (EST),Lead Status,Marketing contact status,Create Date (EST),Associated Company IDs,Mobile Phone Number,Job Title,Company Name',
      {
        'Record ID': 'external_id',
        'First Name': 'first_name',
        'Last Name': 'last_name',
        Email: 'email',
        'Phone Number': 'phone_e164',
        'Mobile Phone Number': 'phone_e164',
        'Contact owner': 'owner_id',
        'Company Name': 'company_name',
        'Associated Company IDs': 'company_id',
        'Job Title': 'title',
      },
    ],
    [
      'HubSpot companies',
      'companies',
      'Record ID,Company name,Company owner,Create Date (EST),Phone Number,Last Activity Date (EST),City,Country/Region,Industry,Company Domain Name,Number of Employees,Annual Revenue,Type,Lead Status',
      {
        'Record ID': 'external_id',
        'Company name': 'name',
        'Company owner': 'owner_id',
        'Phone Number': 'phone_e164',
        City: 'city',
        'Country/Region': 'country',
        Industry: 'category',
        'Company Domain Name': 'domain',
        'Number of Employees': 'employee_range',
        'Annual Revenue': 'annual_revenue',
      },
    ],
    [
      'HubSpot deals',
      'deals',
      'Record ID,Deal Name,Deal Stage,Close Date (EST),Deal owner,Amount,Pipeline,Associated Contact,Associated Company,Deal Type,Associated Contact IDs',
      {
        'Record ID': 'external_id',
        'Deal Name': 'name',
        'Deal Stage': 'stage',
        'Close Date (EST)': 'close_date',
        'Deal owner': 'owner_id',
        Amount: 'amount',
        'Associated Company': 'company_name',
        'Associated Contact IDs': 'contact_id',
      },
    ],
    [
      'Salesforce contacts',
      'contacts',
      'Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Salutation,Name,MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,Phone,Fax,MobilePhone,ReportsToId,Email,Title,Department,LeadSource,Description,OwnerId',
      {
        Id: 'external_id',
        AccountId: 'company_id',
        LastName: 'last_name',
        FirstName: 'first_name',
        Name: 'name',
        MailingCity: 'city',
        MailingCountry: 'country',
        Phone: 'phone_e164',
        MobilePhone: 'phone_e164',
        Email: 'email',
        Title: 'title',
        Description: 'notes',
        OwnerId: 'owner_id',
      },
    ],
    [
      'Salesforce leads',
      'leads',
      'Lead ID,Lead Owner,First Name,Last Name,Title,Company / Account,Lead Source,Rating,Street,City,State/Province,Zip/Postal Code,Country,Phone,Mobile,Fax,Email,Lead Status,Industry,Annual Revenue,No. of Employees',
      {
        'Lead ID': 'external_id',
        'Lead Owner': 'owner_id',
        'First Name': 'first_name',
        'Last Name': 'last_name',
        Title: 'title',
        'Company / Account': 'company_name',
        'Lead Source': 'source',
        Street: 'street',
        City: 'city',
        'State/Province': 'region',
        'Zip/Postal Code': 'postal_code',
        Country: 'country',
        Phone: 'phone_e164',
        Mobile: 'phone_e164',
        Email: 'email',
        'Lead Status': 'status',
      },
    ],
    [
      'Salesforce opportunities',
      'deals',
      'Opportunity Name,Account Name,Opportunity Owner,Stage,Fiscal Period,Amount,Amount Currency,Expected Revenue,Probability (%),Age,Close Date,Created Date,Next Step,Lead Source,Type',
      {
        'Opportunity Name': 'name',
        'Account Name': 'company_name',
        'Opportunity Owner': 'owner_id',
        Stage: 'stage',
        Amount: 'amount',
        'Amount Currency': 'currency',
        'Probability (%)': 'probability',
        'Close Date': 'close_date',
      },
    ],
    [
      'Pipedrive people',
      'contacts',
      'Person - ID,Person - Name,Person - Label,Person - Organization,Person - Email - Work,Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile,Person - Open deals,Person - Owner,Organization - Address',
      {
        'Person - ID': 'external_id',
        'Person - Name': 'name',
        'Person - Organization': 'company_name',
        'Person - Email - Work': 'email',
        'Person - Email - Home': 'email',
        'Person - Phone - Work': 'phone_e164',
        'Person - Phone - Mobile': 'phone_e164',
        'Person - Owner': 'owner_id',
      },
    ],
    [
      'Pipedrive deals',
      'deals',
      'Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Contact person,Deal - Stage,Deal - Pipeline,Deal - Status,Deal - Owner,Deal - Expected close date,Deal - Won time,Deal - Lost time,Deal - Probability',
      {
        'Deal - ID': 'external_id',
        'Deal - Title': 'name',
        'Deal - Value': 'amount',
        'Deal - Currency of Value': 'currency',
        'Deal - Organization': 'company_name',
        'Deal - Stage': 'stage',
        'Deal - Status': 'outcome',
        'Deal - Owner': 'owner_id',
        'Deal - Expected close date': 'close_date',
        'Deal - Won time': 'closed_at',
        'Deal - Lost time': 'closed_at',
        'Deal - Probability': 'probability',
      },
    ],
    [
      'Zoho contacts',
      'contacts',
      'Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,Account Name,Email,Title,Department,Phone,Home Phone,Other Phone,Fax,Mobile,Date of Birth,Assistant,Asst Phone,Secondary Email,Mailing Street,Mailing City,Mailing Zip,Mailing Country,Description,Created By.id',
      {
        'Record Id': 'external_id',
        'Contact Owner': 'owner_id',
        'First Name': 'first_name',
        'Last Name': 'last_name',
        'Account Name': 'company_name',
        Email: 'email',
        'Secondary Email': 'email',
        Title: 'title',
        Phone: 'phone_e164',
        'Home Phone': 'phone_e164',
        'Other Phone': 'phone_e164',
        Mobile: 'phone_e164',
        'Mailing City': 'city',
        'Mailing Country': 'country',
        Description: 'notes',
      },
    ],
    [
      'Google Contacts of before',
      'contacts',
      'Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Nickname,Birthday,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - City,Address 1 - Country,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Website 1 - Value',
      {
        Name: 'name',
        'Given Name': 'first_name',
        'Family Name': 'last_name',
        Notes: 'notes',
        'E-mail 1 - Value': 'email',
        'Phone 1 - Value': 'phone_e164',
        'Address 1 - City': 'city',
        'Address 1 - Country': 'country',
        'Organization 1 - Name': 'company_name',
        'Organization 1 - Title': 'title',
      },
    ],
    [
      'Google Contacts',
      'leads',
      'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Last Name,Name Prefix,Nickname,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country',
      {
        'First Name': 'first_name',
        'Last Name': 'last_name',
        'Organization Name': 'company_name',
        'Organization Title': 'title',
        Birthday: 'birth_date',
        Notes: 'notes',
        'E-mail 1 - Value': 'email',
        'Phone 1 - Value': 'phone_e164',
        'Address 1 - Street': 'street',
        'Address 1 - City': 'city',
        'Address 1 - Region': 'region',
        'Address 1 - Postal Code': 'postal_code',
        'Address 1 - Country': 'country',
      },
    ],
    [
      'Outlook',
      'leads',
      "First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,Company Main Phone,Home Fax,Company,Job Title,Department,Home Street,Home City,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Web Page,Birthday,Notes,Manager's Name,Assistant's Name",
      {
        'First Name': 'first_name',
        'Last Name': 'last_name',
        'E-mail Address': 'email',
        'E-mail 2 Address': 'email',
        'Home Phone': 'phone_e164',
        'Business Phone': 'phone_e164',
        'Mobile Phone': 'phone_e164',
        'Company Main Phone': 'phone_e164',
        Company: 'company_name',
        'Job Title': 'title',
        'Business Street': 'street',
        'Business City': 'city',
        'Business State': 'region',
        'Business Postal Code': 'postal_code',
        'Business Country/Region': 'country',
        Birthday: 'birth_date',
        Notes: 'notes',
      },
    ],
    [
      'Dynamics contacts',
      'contacts',
      '(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Full Name,Email,Company Name,Business Phone,Status,Owner,Address 1: City',
      {
        '(Do Not Modify) Contact': 'external_id',
        'Full Name': 'name',
        Email: 'email',
        'Company Name': 'company_name',
        'Business Phone': 'phone_e164',
        Owner: 'owner_id',
        'Address 1: City': 'city',
      },
    ],
    [
      'Dynamics accounts',
      'companies',
      '(Do Not Modify) Account,Account Name,Main Phone,Address 1: City,Primary Contact,Email (Primary Contact),Status,Account Number',
      {
        '(Do Not Modify) Account': 'external_id',
        'Account Name': 'name',
        'Main Phone': 'phone_e164',
        'Address 1: City': 'city',
      },
    ],
  ])('%s is understood', async (_, object, header, fields) => {
    expect(await fieldsOf(object, header)).toEqual(fields);
  });

  test.each([
    'Owner',
    'Contact owner',
    'Contact ID',
    'Account Number',
    'Contact type',
    'Name ID',
    'Created by',
  ])('a column “%s” is never a name', async (header) => {
    expect(Object.values(await fieldsOf('contacts', `${header},Email`))).not.toContain('name');
    expect(Object.values(await fieldsOf('companies', `${header},Website`))).not.toContain('name');
  });
});
