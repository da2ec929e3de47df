'use client';

import { Button } from '@/components/ui/button';

const examples = [
  {
    name: 'Blog',
    prompt:
      'A blog with users, posts, comments and tags; a post has a title, a body and an author, and many tags.',
  },
  {
    name: 'Clinic',
    prompt:
      'A clinic with doctors, patients and appointments. A patient has a name, an email and a birth date. An appointment belongs to a doctor and a patient, and has a start time, a reason and a status (booked, done, cancelled).',
  },
  {
    name: 'Workshop',
    prompt:
      'A bicycle workshop: customers, bicycles, repairs and parts. A bicycle belongs to a customer. A repair belongs to a bicycle, has a description, a price and a due date, and uses many parts.',
  },
  {
    name: 'Compact notation',
    prompt:
      'Author(name: string, email: email unique)\nBook(title: string, pages: integer, author -> Author)',
  },
] as const;

export function Examples({ onChoose }: { onChoose: (prompt: string) => void }) {
  return (
    <div className="-mt-3 flex flex-wrap items-center gap-2">
      <span id="examples" className="text-muted-foreground text-sm">
        Try
      </span>
      {examples.map(({ name, prompt }) => (
        <Button
          key={name}
          variant="outline"
          size="sm"
          aria-describedby="examples"
          onClick={() => onChoose(prompt)}
          className="rounded-full"
        >
          {name}
        </Button>
      ))}
    </div>
  );
}
