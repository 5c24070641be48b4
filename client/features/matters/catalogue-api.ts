import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { createMatter, getMatter, getMatterHistory, type MatterEntry, type MatterFields, updateMatter } from '#contract/matter-catalogue.ts';
import { call } from '../../shared/api-call.ts';
import { useAction } from '../../shared/use-action.ts';

export function useMatter(code: string | null) {
  return useQuery({ queryKey: ['matter', code], queryFn: code === null ? skipToken : ({ signal }) => call(getMatter, { params: { code } }, { signal }) });
}

export function useMatterHistory(code: string) {
  return useQuery({ queryKey: ['matter', code, 'history'], queryFn: ({ signal }) => call(getMatterHistory, { params: { code } }, { signal }) });
}

export type Saving = { fields: MatterFields; code: string; version: number } | { fields: MatterFields; classCode: string };

/** Saves a matter that is there, or adds one; lists and the history follow. */
export function useSaveMatter() {
  const client = useQueryClient();
  return useAction({
    mutationFn: (saving: Saving): Promise<MatterEntry> =>
      'code' in saving
        ? call(updateMatter, { params: { code: saving.code }, body: { ...saving.fields, version: saving.version } })
        : call(createMatter, { body: { ...saving.fields, classCode: saving.classCode } }),
    onSuccess: (entry) => {
      client.setQueryData(['matter', entry.code], entry);
      void client.invalidateQueries({ queryKey: ['matters'] });
      void client.invalidateQueries({ queryKey: ['matter', entry.code, 'history'] });
      void client.invalidateQueries({ queryKey: ['matter-places'] });
    },
  });
}
