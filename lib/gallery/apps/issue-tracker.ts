import { galleryApp } from '../gallery-app.ts';

export const issueTracker = galleryApp(
  'issue-tracker',
  'Products with versions, issues from report to release, comments, labels and the time they took.',
  `
app "Issue Tracker"

"Team Member"(
  name: string,
  email: email unique,
  kind: enum(reporter, developer, maintainer),
  active: boolean,
)
Product(
  name: string unique,
  "short name": string unique "Starts the number of its issues",
  description: text?,
  repository: url?,
  lead -> "Team Member"? on delete set_null,
)
Milestone(
  product -> Product on delete cascade,
  name: string,
  "due on": date?,
  "released at": datetime?,
)
Label(name: string unique, description: string?)
Issue(
  product -> Product,
  number: integer,
  title: string,
  description: text,
  kind: enum(bug, feature, task, question),
  severity: enum(trivial, minor, major, critical),
  status: enum(open, "in progress", "in review", resolved, closed, rejected),
  reporter -> "Team Member",
  assignee -> "Team Member"? on delete set_null,
  milestone -> Milestone? on delete set_null,
  "duplicate of" -> Issue? on delete set_null,
  "due on": date?,
  labels: many Label,
  watchers: many "Team Member" as IssueWatcher,
)
Comment(
  issue -> Issue on delete cascade,
  author -> "Team Member",
  body: text,
)
Attachment(
  issue -> Issue on delete cascade,
  "file name": string,
  address: url,
  bytes: integer,
)
"Work Log"(
  issue -> Issue on delete cascade,
  member -> "Team Member",
  "worked on": date,
  minutes: integer,
  note: text?,
)
`,
);
