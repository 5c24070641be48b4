import { areasEn } from './areas.ts';
import { auditWords } from './audit.ts';
import { borderEditorWords } from './border-editor.ts';
import { borderWords } from './borders.ts';
import { briefWords } from './briefs.ts';
import { cardWords } from './card.ts';
import { catalogueWords } from './catalogue.ts';
import { layersWords } from './layers.ts';
import { mattersWords } from './matters.ts';
import { proposeWords } from './propose.ts';
import { refusalWords } from './refusals.ts';
import { searchWords } from './search.ts';
import { shellWords } from './shell.ts';
import { userWords } from './users.ts';
import type { Words } from './zh.ts';

/** The same words in English. */
export const en: Words = {
  product: 'Getu',
  productLong: 'Getu · one map for grassroots governance',
  language: { name: 'Language', zh: '中文', en: 'English' },
  theme: { name: 'Appearance', light: 'Light', dark: 'Dark', system: 'As the system' },
  common: {
    because: ': ',
    close: 'Close',
    cancel: 'Cancel',
    clear: 'Clear',
    retry: 'Try again',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'The browser does not allow copying; select the text by hand',
    loading: 'Loading…',
    pending: '…',
    more: 'Show more',
    less: 'Show less',
    yes: 'Yes',
    no: 'No',
    none: 'None',
    back: 'Back',
    all: 'All',
    open: 'Open',
    unnamed: 'Unnamed',
    skipToMap: 'Skip to the map',
    requestId: 'Request',
    serverSays: 'What the server said',
    discard: { title: 'Discard what you have entered?', lead: 'It is not saved yet and cannot be brought back.', stay: 'Keep editing', go: 'Discard' },
  },
  ...shellWords.en,
  roles: {
    system_admin: 'System administrator',
    security_admin: 'Security administrator',
    auditor: 'Auditor',
    city_officer: 'City duty officer',
    street_officer: 'Street official',
    community_officer: 'Community official',
    grid_worker: 'Grid worker',
    department_officer: 'Department official',
    volunteer: 'Volunteer',
    wall: 'Video wall',
  },
  ...layersWords.en,
  ...searchWords.en,
  areas: areasEn,
  ...cardWords.en,
  problems: {
    offline: 'The server cannot be reached',
    unreadable: 'The answer of the server cannot be read',
    'bad-request': 'The request cannot be read',
    'not-signed-in': 'Sign in first',
    'sign-in-failed': 'User name or password is wrong',
    'no-right': 'Your role does not allow this',
    'not-found': 'Nothing is there, or it is not for you to see',
    'no-such-tile': 'There is no such tile',
    'method-not-allowed': 'This is not supported',
    conflict: 'It clashes with what is there',
    'version-conflict': 'Somebody changed it meanwhile',
    'too-large': 'Too large',
    'not-json': 'The request has a wrong form',
    'not-valid': 'Some values cannot be used',
    'geometry-not-valid': 'The shape cannot be used',
    locked: 'The account is locked for a while',
    'too-many-requests': 'Too many requests; wait a moment',
    'server-error': 'Something went wrong on the server',
    'not-installed': 'The server lacks the Chinese glyphs to print with; ask its administrator',
    unavailable: 'The database does not answer',
    'too-slow': 'The question took too long; choose a smaller area',
    unknown: 'Something went wrong',
  },
  ...mattersWords.en,
  borders: borderWords.en,
  propose: proposeWords.en,
  borderEditor: borderEditorWords.en,
  briefs: briefWords.en,
  refusals: refusalWords.en,
  ...catalogueWords.en,
  ...auditWords.en,
  ...userWords.en,
  kinds: {
    building: 'Building',
    dwelling: 'Dwelling',
    household: 'Household',
    person: 'Person',
    key_person: 'Key persons',
    organisation: 'Organisation',
    place: 'Place',
    facility: 'Facility',
    hazard: 'Hazard',
    resource: 'Resource',
    asset: 'Asset',
    camera: 'Camera',
    device: 'Device',
    worker_post: 'Post',
    region: 'Region',
    grid: 'Grid',
    street: 'Street',
    estate: 'Estate',
    matter: 'Matter',
  },
};
