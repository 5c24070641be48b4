import { describe, expect, it } from 'vitest';
import { maskPhone } from '../../platform/mask.ts';
import { describeProfiles } from './profiles.ts';

const options = { personName: null, showsContacts: true };

describe('profiles', () => {
  it('leaves out keys and empty fields and names the others in camel case', () => {
    const raw = { building: { county_code: '990101', element_id: 7, floors: 6, height_meters: 18.5, estate: '', use: null, built_year: 1998 } };
    expect(describeProfiles(raw, options)).toEqual([
      { name: 'building', fields: [
        { field: 'floors', value: 6, isMasked: false },
        { field: 'heightMeters', value: 18.5, isMasked: false },
        { field: 'builtYear', value: 1998, isMasked: false },
      ] },
    ]);
  });
  it("marks a person's name, identity number and phone as masked", () => {
    const raw = { person: { id_number_masked: '370***********1234', phone_masked: '138****1234', sex: 'female' } };
    const fields = describeProfiles(raw, { ...options, personName: '张*' })[0]?.fields;
    expect(fields).toEqual([
      { field: 'name', value: '张*', isMasked: true },
      { field: 'idNumber', value: '370***********1234', isMasked: true },
      { field: 'phone', value: '138****1234', isMasked: true },
      { field: 'sex', value: 'female', isMasked: false },
    ]);
  });
  it('shows each type of a key person as a profile of its own', () => {
    const raw = { keyPerson: [{ type: 'elderly_alone' }, { type: 'low_income' }] };
    expect(describeProfiles(raw, options).map((profile) => profile.fields[0]?.value)).toEqual(['elderly_alone', 'low_income']);
  });
  it('masks the phone of a contact for readers without the right', () => {
    const raw = { place: { contact_phone: '13812341234' } };
    expect(describeProfiles(raw, { ...options, showsContacts: false })[0]?.fields[0]?.value).toBe('138****1234');
    expect(describeProfiles(raw, options)[0]?.fields[0]?.value).toBe('13812341234');
  });
  it('keeps no digit of a phone that is too short to be masked', () => {
    expect(maskPhone('0517-882')).toBe('********');
  });
});
