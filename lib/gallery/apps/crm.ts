import { galleryApp } from '../gallery-app.ts';

export const crm = galleryApp(
  'crm',
  'Companies, the people in them, deals on their way through the pipeline, and what was agreed.',
  `
app "CRM"
description "Who our customers are, and what comes next with each."

Salesperson(
  name: string,
  email: email unique,
  region: string?,
  active: boolean,
)
Company(
  name: string,
  website: url?,
  industry: string?,
  employees: integer?,
  address: text?,
  owner -> Salesperson? on delete set_null "Who looks after it",
)
Contact(
  "first name": string,
  "last name": string,
  email: email unique,
  phone: string?,
  position: string?,
  company -> Company? on delete set_null,
  "may be called": boolean "They agreed to it",
)
Stage "A step of the pipeline"(
  name: string unique,
  position: integer unique,
  probability: integer "Percent",
)
Deal(
  title: string,
  company -> Company,
  stage -> Stage,
  owner -> Salesperson,
  value: decimal,
  currency: enum(EUR, USD, GBP, CHF),
  "expected close": date?,
  outcome: enum(open, won, lost),
  "lost because": text?,
  "people involved": many Contact,
)
Interaction "A call, a meeting, a mail"(
  kind: enum(call, meeting, mail, note),
  "happened at": datetime,
  summary: text,
  contact -> Contact,
  deal -> Deal? on delete set_null,
  by -> Salesperson,
)
"Follow Up"(
  title: string,
  "due on": date,
  done: boolean,
  deal -> Deal on delete cascade,
  assignee -> Salesperson,
)
`,
);
