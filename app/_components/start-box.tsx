'use client';

import { ArrowRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { carryPrompt } from '@/components/generations/carried-prompt';
import { Button } from '@/components/ui/button';

/** Takes the words along to where a project begins, through signing up where that is needed. */
export function StartBox() {
  const router = useRouter();
  const [prompt, setPrompt] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    carryPrompt(prompt);
    router.push('/projects/new');
  };
  return (
    <form onSubmit={submit} className="mt-8 max-w-xl">
      <div className="rounded-xl border border-input bg-card shadow-lift focus-within:border-ring focus-within:outline-2 focus-within:outline-ring">
        <textarea
          aria-label="Describe the app"
          rows={3}
          value={prompt}
          maxLength={20_000}
          onChange={(event) => setPrompt(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit(event);
          }}
          placeholder="A blog with users, posts, comments and tags; a post has a title, a body and an author, and many tags"
          className="block w-full resize-none bg-transparent px-4 pt-3.5 text-base leading-6 outline-none placeholder:text-muted-foreground"
        />
        <div className="flex justify-end p-2">
          <Button type="submit">
            Start building <ArrowRight aria-hidden />
          </Button>
        </div>
      </div>
    </form>
  );
}
