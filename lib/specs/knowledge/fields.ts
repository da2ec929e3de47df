import type { ScalarType } from '../schemas.ts';

/** Types by a field's name, or else by its last word (`unit price`, `start date`). */
export const typesByName: Readonly<Partial<Record<ScalarType, string>>> = {
  text: `body content description notes note bio biography summary instructions directions comment text message details
    excerpt remarks remark reason feedback about abstract synopsis plot lyrics diagnosis symptoms treatment story
    explanation answer review terms agenda transcript motivation findings specification specifications method comments`,
  integer: `quantity count qty age year stock rating score position rank capacity seats pages points duration minutes
    seconds servings floor floors votes likes views calories weeks days months goals attempts stars bedrooms bathrooms
    beds mileage reps sets kilometers steps_count visitors experience prep_time cook_time cooking_time preparation_time
    portions credits party_size guests_count max_participants level inventory on_hand threshold reorder_level`,
  decimal: `price cost amount total subtotal tax fee salary balance discount weight height width length distance latitude
    longitude budget rate percentage percent temperature value wage deposit revenue gpa area volume hours rent income
    expense payment turnover margin size_sqm vat dose`,
  boolean: `active enabled published completed complete done paid available archived public private featured approved
    verified admin read billable favorite favourite urgent confirmed cancelled canceled resolved shipped visible finished
    vegetarian vegan vaccinated in_stock on_sale present attended sold pinned hidden`,
  date: `date birthday birthdate dob deadline expiry expiration birth due_date day born anniversary`,
  datetime: `time timestamp datetime start end starts ends departure arrival checkin checkout check_in check_out`,
  email: 'email mail email_address',
  url: `url website link homepage image photo picture avatar logo cover thumbnail video attachment file icon site
    webpage screenshot portrait cover_image banner`,
  uuid: 'uuid guid',
  json: 'metadata settings preferences config configuration payload json options',
};

/** First words that make a field a yes or no: `is active`, `has garden`. */
export const booleanPrefixes = new Set(['is', 'has', 'can', 'was', 'should', 'allows', 'accepts']);

/** Names that identify a row wherever they stand. */
export const uniqueNames = new Set(
  `username slug sku isbn barcode serial_number license_plate invoice_number order_number vin handle ean iban
  tracking_number room_number customer_number email_address`.split(/\s+/),
);

/** Names that are often left empty. */
export const optionalNames = new Set(
  `notes note bio biography avatar image photo picture logo cover thumbnail website published_at completed_at deleted_at
  archived_at middle_name remarks remark nickname attachment`.split(/\s+/),
);

/** Values of fields that are a choice by their name; `status` also differs by entity. */
export const choicesByName: Readonly<Record<string, readonly string[]>> = {
  status: ['pending', 'active', 'done'],
  priority: ['low', 'medium', 'high'],
  severity: ['low', 'medium', 'high', 'critical'],
  difficulty: ['easy', 'medium', 'hard'],
  role: ['admin', 'member'],
  gender: ['female', 'male', 'other'],
  visibility: ['public', 'private'],
  frequency: ['daily', 'weekly', 'monthly'],
  payment_method: ['card', 'cash', 'bank_transfer'],
  mood: ['good', 'neutral', 'bad'],
};

/** Fields whose parenthesised words are values: `size (small, medium, large)`. */
export const choiceNouns = new Set(
  `status type kind size color colour level category state stage priority role gender method condition difficulty severity
  frequency visibility unit currency mood grade format genre season phase importance urgency language plan shape species
  position outcome result channel source reason department`.split(/\s+/),
);

/** Types as people write them behind a field: `a price (decimal)`. */
export const typeWords: Readonly<Record<string, ScalarType>> = {
  string: 'string',
  text: 'text',
  'long text': 'text',
  integer: 'integer',
  int: 'integer',
  number: 'integer',
  'whole number': 'integer',
  decimal: 'decimal',
  float: 'decimal',
  double: 'decimal',
  money: 'decimal',
  currency: 'decimal',
  boolean: 'boolean',
  bool: 'boolean',
  'yes no': 'boolean',
  'true false': 'boolean',
  flag: 'boolean',
  date: 'date',
  datetime: 'datetime',
  timestamp: 'datetime',
  time: 'datetime',
  email: 'email',
  url: 'url',
  link: 'url',
  uuid: 'uuid',
  json: 'json',
};

/** `start and end date`: these borrow the noun that follows in the list. */
export const borrowingWords = new Set(
  'start end first last billing shipping minimum maximum min max opening closing home work birth purchase sale sales'.split(
    ' ',
  ),
);
