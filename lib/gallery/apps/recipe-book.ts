import { galleryApp } from '../gallery-app.ts';

export const recipeBook = galleryApp(
  'recipe-book',
  'Recipes with ingredients and steps, the plan of a week, and what is to be bought for it.',
  `
app "Recipe Book"

Cook(name: string, email: email unique)
Ingredient(
  name: string unique,
  aisle: enum(produce, bakery, dairy, "meat and fish", pantry, frozen, drinks, other),
  allergen: enum(gluten, milk, egg, nuts, soy, fish, shellfish)?,
)
Tag(name: string unique)
Recipe(
  title: string,
  story: text?,
  cook -> Cook,
  servings: integer,
  "preparation minutes": integer,
  "cooking minutes": integer,
  difficulty: enum(easy, medium, hard),
  photo: url?,
  source: url?,
  tags: many Tag,
)
"Recipe Ingredient"(
  recipe -> Recipe on delete cascade,
  ingredient -> Ingredient,
  amount: decimal?,
  unit: enum(gram, milliliter, teaspoon, tablespoon, cup, piece, pinch)?,
  remark: string? "Such as: finely chopped",
)
"Preparation Step"(
  recipe -> Recipe on delete cascade,
  position: integer,
  instruction: text,
  minutes: integer?,
)
Rating(
  recipe -> Recipe on delete cascade,
  cook -> Cook,
  stars: integer "1 to 5",
  comment: text?,
)
Meal "A recipe on the plan of a week"(
  recipe -> Recipe,
  "planned for": date,
  course: enum(breakfast, lunch, dinner, snack),
  servings: integer,
)
"Shopping Item"(
  ingredient -> Ingredient,
  amount: string,
  bought: boolean,
  meal -> Meal? on delete set_null,
)
`,
);
