/** Words for the app itself: never an entity, their `with` list is the entities. */
export const appNouns = new Set(
  `app application system platform website site webapp tool tracker blog shop webshop store crm erp cms api backend
  software portal forum marketplace dashboard database planner organizer diary journal wiki mvp
  solution network catalog catalogue management directory clone registry helpdesk
  intranet interface server kanban bookshop bookstore e-commerce ecommerce webstore`.split(/\s+/),
);

/** Apps only behind another word: `task manager`, `recipe book`, `issue board`. */
export const appNounsBehindAnother = new Set(
  'manager book list board log planner organizer calendar collection library box desk center centre finder'.split(
    ' ',
  ),
);

/** Places and bodies that are the app where plain lists describe them, and entities where `each …` or fields do. */
export const places = new Set(
  `library school clinic hospital hotel restaurant gym company business bakery university college museum cinema theater
  warehouse bank garage salon club office agency practice farm kindergarten band studio startup team cafe café bar event
  conference festival project inventory program programme service product page`.split(/\s+/),
);

/** What such an app usually holds, for prompts that name no entity. The longest key found in the prompt wins. */
export const entitiesByApp: Readonly<Record<string, string>> = {
  blog: 'user post comment tag',
  shop: 'customer category product order order_item',
  store: 'customer category product order order_item',
  ecommerce: 'customer category product order order_item',
  'e-commerce': 'customer category product order order_item',
  webshop: 'customer category product order order_item',
  marketplace: 'user category listing order review',
  todo: 'list task tag',
  'to-do': 'list task tag',
  task: 'user project task tag',
  kanban: 'user board list card',
  crm: 'company contact deal activity',
  inventory: 'category supplier product warehouse stock_movement',
  'issue tracker': 'user project issue comment label',
  'bug tracker': 'user project issue comment label',
  helpdesk: 'customer agent ticket comment',
  'help desk': 'customer agent ticket comment',
  forum: 'user category thread reply',
  wiki: 'user category page',
  library: 'author book member loan',
  school: 'student teacher course enrollment',
  university: 'student professor course enrollment',
  clinic: 'patient doctor appointment prescription',
  hospital: 'department doctor patient appointment',
  hotel: 'guest room booking payment',
  restaurant: 'table reservation menu_item customer',
  gym: 'member trainer class membership',
  recipe: 'category recipe ingredient step',
  expense: 'category account transaction',
  budget: 'category account transaction',
  finance: 'category account transaction',
  habit: 'habit goal',
  fitness: 'workout exercise goal',
  workout: 'workout exercise goal',
  booking: 'customer service booking',
  appointment: 'customer service appointment',
  event: 'event venue attendee registration',
  invoice: 'customer invoice invoice_item payment',
  invoicing: 'customer invoice invoice_item payment',
  note: 'notebook note tag',
  'project management': 'user project task comment',
  'real estate': 'agent property client visit',
  music: 'artist album song playlist',
  movie: 'movie director genre review',
  survey: 'survey question answer',
  quiz: 'quiz question answer',
  chat: 'user channel message',
  'job board': 'company job applicant application',
  'time tracking': 'user project time_entry',
  cinema: 'movie room ticket customer',
};
