import { createContext, type FocusEvent, type FormEvent, use, useEffect, useEffectEvent, useState } from 'react';
import { TypedFields } from './typed-fields.ts';

/** Watches the fields below the element that `watch` is spread on. The browser asks before a page with typed words is left. */
export function useTypedFields() {
  const [typed] = useState(() => new TypedFields());
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (typed.hasAny()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [typed]);
  const watch = {
    onFocusCapture: ({ target }: FocusEvent) => isField(target) && typed.enter(target),
    onInputCapture: ({ target }: FormEvent) => isField(target) && typed.change(target),
  };
  return { typed, watch };
}

/** A link of this page that would leave typed words behind goes to `onLeave` with its address instead; links of a new window stay as they are. */
export function useAskedLinks(typed: TypedFields, onLeave: (address: string) => void): void {
  const ask = useEffectEvent((event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="/"]') : null;
    if (!link || link.target || event.metaKey || event.ctrlKey || event.shiftKey || !typed.hasAny()) return;
    event.preventDefault();
    event.stopPropagation();
    onLeave(link.getAttribute('href') ?? '/');
  });
  useEffect(() => {
    // Before the link's own listener hears of it.
    document.addEventListener('click', ask, { capture: true });
    return () => document.removeEventListener('click', ask, { capture: true });
  }, []);
}

const nothing = new TypedFields();
/** What is typed in the dialog around. */
export const TypedFieldsAround = createContext(nothing);

/** For a form that stays open after it is saved: says that its words are kept. */
export function useTypedKept(): () => void {
  const typed = use(TypedFieldsAround);
  return () => typed.keep();
}

function isField(target: EventTarget): target is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
