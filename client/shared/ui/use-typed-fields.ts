import { createContext, type FocusEvent, type FormEvent, use, useEffect, useState } from 'react';
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
