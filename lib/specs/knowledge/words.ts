function setOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

export const determiners = setOf(
  'a an the its their his her my our your this that these those one each every any some all own another other no',
);

/** Each stands for "more than one" before a noun. */
export const quantifiers = setOf('many several multiple various lots numerous different two three four five');

export const pronouns = setOf(
  'it they he she this that these those i we you there everyone everything what who',
);

/** Adjectives that say nothing about the data. */
export const fillers =
  setOf(`simple basic small large big new nice modern beautiful clean full complete little great good
  online web mobile personal private public free easy fast quick custom registered different various multiple related
  corresponding respective additional own following common usual typical full-stack responsive real short long entire
  whole existing certain given individual single also just only really very optional required mandatory possible
  main internal local current future past happy amazing awesome cool stunning minimal powerful`);

/** Where a noun phrase ends. */
export const prepositions =
  setOf(`for in with from to by on at where which who that whose while so when if because into
  about per during after before under over between through using via like such as but then than without within against`);

/** Nouns of screens and wishes, not of data: never entities. */
export const notEntities =
  setOf(`feature features thing things stuff way ways option options setting settings screen
  screens page pages button buttons color colors colour colours form forms chart charts graph graphs analytics statistics
  stats animation animations test tests doc docs documentation detail details data information info function functions
  functionality tool tools style styles theme themes dashboard dashboards login logins logout signup ui ux interface
  interfaces design designs layout layouts mode modes api apis app apps application applications website websites system
  systems platform support security authentication authorization auth endpoint endpoints access performance requirement
  requirements use uses case cases kind kinds sort type types lot number list lists field fields column columns entity
  entities model models table tables schema row rows relation relations relationship relationships database code
  technology technologies best practice practices vibes vibe life love world money time times day days thing everything
  something anything nothing crud search filter filters filtering sorting pagination upload uploads export exports access
  fun help idea ideas word words example examples name names bit bits happiness lots years months weeks hours minutes
  seconds effects icons fonts images ads bells whistles steps others kids attributes properties columns validation
  password passwords user-friendly look feel`);

/** Headings that announce entities or clauses rather than fields. */
export const sectionLabels =
  setOf(`entities entity models model tables data schema resources objects collections features
  requirements description overview functionality domain records`);

/** Openings that introduce the app: `please build me`, `I would like`. */
export const openings =
  setOf(`can could would please you i we i'd we'd want need like to build create make develop write
  generate design me us have looking for give help hello hi hey let lets let's the should it be is will this my our
  am a an new simple small basic app's need's implement set up setup with some kind of wish`);

/** What a status cannot be: what is done to things rather than a state they are in. */
export const notValues =
  setOf(`edited deleted created updated viewed searched filtered sorted added removed changed used
  seen found listed browsed managed tracked shared exported imported downloaded uploaded able accessed marked set empty
  null blank optional required mandatory unique long short nullable selected shown displayed given`);
