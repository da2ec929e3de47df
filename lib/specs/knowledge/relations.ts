/** Entities that act: what `users can write posts` is about, and what a role (`author`, `assignee`) may point to. */
export const people = new Set(
  `user member person customer client employee student teacher doctor patient author guest tenant seller agent
  manager owner instructor trainer contact driver nurse technician applicant attendee participant volunteer donor player
  borrower organizer speaker supplier vendor buyer shopper dentist physician therapist vet veterinarian pupil learner
  professor lecturer tutor coach staff worker colleague subscriber reader writer admin editor moderator visitor parent
  librarian receptionist artist host landlord recruiter candidate freelancer chef`.split(/\s+/),
);

/** Who does things to things: people, and bodies of people. */
export const actors = new Set([
  ...people,
  'company',
  'organization',
  'team',
  'department',
  'shop',
  'store',
  'school',
]);

/** Who may stand for a person that the app does not list, best first. */
export const standIns: Readonly<Record<string, readonly string[]>> = {
  user: ['member', 'person', 'profile', 'employee', 'reader'],
  customer: ['client', 'buyer', 'shopper', 'guest', 'member', 'user'],
  guest: ['customer', 'client', 'user', 'member'],
  member: ['borrower', 'reader', 'user', 'customer', 'student', 'person'],
  doctor: ['dentist', 'physician', 'therapist', 'veterinarian', 'vet'],
  teacher: ['professor', 'lecturer', 'tutor', 'instructor'],
  client: ['customer', 'company'],
  student: ['pupil', 'learner', 'trainee'],
  product: ['item', 'inventory_item', 'stock_item', 'dish', 'menu_item', 'book'],
  author: ['writer'],
  attendee: ['participant', 'guest', 'user', 'member'],
  owner: ['customer', 'client', 'person', 'user'],
  instructor: ['trainer', 'coach'],
  trainer: ['coach'],
};

/** Field names that mean a person: a reference to the first of these that the app has, else a plain name. */
export const roles: Readonly<Record<string, readonly string[]>> = {
  author: ['author', 'writer', 'user'],
  creator: ['user'],
  owner: ['owner', 'user', 'customer'],
  assignee: ['user', 'employee', 'technician', 'agent'],
  reviewer: ['user', 'customer'],
  reporter: ['user'],
  sender: ['user'],
  recipient: ['user'],
  receiver: ['user'],
  editor: ['editor', 'user'],
  organizer: ['organizer', 'user'],
  host: ['host', 'user'],
  approver: ['user', 'employee'],
  lead: ['user', 'employee'],
  leader: ['user', 'employee'],
  manager: ['manager', 'employee', 'user'],
  supervisor: ['employee', 'user'],
  seller: ['seller', 'user'],
  buyer: ['buyer', 'customer', 'user'],
  responsible: ['user', 'employee'],
  participant: ['participant', 'user'],
  member: ['member', 'user'],
  teacher: ['teacher', 'instructor'],
  instructor: ['instructor', 'teacher'],
  physician: ['doctor'],
  uploader: ['user'],
};

/** Nouns that many things share: `many tags` is a link, where `many comments` are rows that belong. */
export const shared = new Set(
  `tag label category genre skill ingredient topic keyword amenity permission role allergen interest language feature
  hashtag badge group user member person participant attendee student author actor artist course speaker exercise
  teacher instructor trainer subject symptom material color`.split(/\s+/),
);

/** Parents whose people are theirs alone: a department's employees belong to it. */
export const owners = new Set(
  'department company organization branch school hotel clinic building landlord doctor customer'.split(' '),
);

/** What a person does to a thing: the role they then have on it (`*`: named after the person), `link`, or the thing made. */
export const verbs: Readonly<Record<string, string>> = {
  write: 'author',
  post: 'author',
  publish: 'author',
  author: 'author',
  compose: 'author',
  create: 'creator',
  add: 'creator',
  submit: '*',
  upload: '*',
  own: 'owner',
  keep: 'owner',
  place: '*',
  make: '*',
  book: 'make:booking',
  reserve: 'make:reservation',
  schedule: '*',
  request: '*',
  send: 'sender',
  receive: 'recipient',
  report: 'reporter',
  teach: '*',
  lead: '*',
  host: 'host',
  organize: 'organizer',
  organise: 'organizer',
  borrow: 'make:loan',
  rent: 'make:rental',
  leave: 'author',
  sell: 'seller',
  open: '*',
  pay: '*',
  log: '*',
  record: '*',
  treat: 'link',
  attend: 'link',
  join: 'link',
  follow: 'link',
  like: 'link',
  favorite: 'link',
  favourite: 'link',
  bookmark: 'link',
  enroll: 'link',
  enrol: 'link',
  register: 'link',
  take: 'link',
  order: 'make:order,order_item',
  buy: 'make:order,order_item',
  purchase: 'make:order,order_item',
  play: 'link',
  comment: 'make:comment',
  review: 'make:review',
  rate: 'make:review',
};

/** Nouns that are rows of their own even where the words only mention them as a part. */
export const alwaysEntities = new Set(
  'user customer patient doctor student teacher product employee client project course supplier member invoice'.split(
    ' ',
  ),
);

/** Parents that gather things which also stand elsewhere: an order has many cakes, and a cake is on many orders. */
export const gatherers = new Set('order cart wishlist playlist collection invoice workout bundle'.split(' '));

/** What shared nouns are usually linked with where the words leave them alone; the first that the app has. */
export const usualLinks: Readonly<Record<string, string>> = {
  tag: 'post article task note recipe product book photo video bookmark issue ticket event project contact song',
  label: 'issue task bug ticket card email',
  genre: 'movie book song album game',
  ingredient: 'recipe dish meal',
  exercise: 'workout',
  skill: 'employee candidate volunteer user job',
  topic: 'post article course question',
  keyword: 'article post document',
  amenity: 'room property apartment hotel',
  permission: 'role',
  role: 'user',
  allergen: 'dish menu_item ingredient',
  actor: 'movie',
  song: 'playlist',
  member: 'team project',
  attendee: 'event',
  participant: 'event',
  volunteer: 'event',
  student: 'course class',
};

/** What hangs on one of several parents: where the app has more than one of them, none is required. */
export const eitherParent = new Set('comment reply review like stock_movement visit measurement'.split(' '));

/** `X is written by Y`: the role of Y. */
export const participles: Readonly<Record<string, string>> = {
  written: 'author',
  authored: 'author',
  posted: 'author',
  published: 'author',
  created: 'creator',
  owned: 'owner',
  assigned: 'assignee',
  reported: 'reporter',
  reviewed: 'reviewer',
  sent: 'sender',
  organized: 'organizer',
  organised: 'organizer',
  hosted: 'host',
  managed: 'manager',
  sold: 'seller',
  edited: 'editor',
  approved: 'approver',
  taught: '*',
  placed: '*',
  made: '*',
  booked: '*',
  submitted: '*',
  treated: '*',
  led: '*',
  linked: '*',
  connected: '*',
  related: '*',
  associated: '*',
  attached: '*',
  tied: '*',
  supplied: '*',
  provided: '*',
  grouped: '*',
  stored: '*',
  filed: '*',
};

/** What an app does with its entities: `track books and loans`. They say what there is, not how it hangs together. */
export const manageVerbs = new Set(
  `manage track handle organize organise store record maintain save list catalog catalogue plan log collect monitor sell
  rent share view browse search see edit delete update remove create add keep show display register schedule book order
  buy assign count cover write publish import export post rate read find filter approve cancel upload download archive
  print invite call contact follow compare sort reserve borrow lend`.split(/\s+/),
);
