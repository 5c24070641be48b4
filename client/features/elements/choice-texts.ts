import type { nameElements } from '#contract/elements.ts';
import type { ResponseOf } from '#contract/endpoint.ts';

type Named = ResponseOf<typeof nameElements>['items'][number];
interface ChoiceWords {
  number: (number: string) => string;
  unnamed: string;
}

/**
 * How a thing is told from others: its name or its number, then its address, each said once.
 * @param name as the tile has it, '' below the zooms at which tiles carry names
 * @param what its category or kind
 */
export function choiceTexts(name: string, what: string, named: Named | undefined, words: ChoiceWords): { title: string; address: string } {
  const number = named?.buildingNumber ? words.number(named.buildingNumber) : '';
  const title = named?.name || name || number || what || words.unnamed;
  return { title, address: named && named.address !== title ? named.address : '' };
}
