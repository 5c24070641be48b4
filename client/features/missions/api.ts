import { keepPreviousData, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeMission, createMission, findMissionPeople, getMission, listMissions, listOwnTasks, type MissionDetail, type MissionStep, stepMission, stepTask, type TaskStep } from '#contract/missions.ts';
import { call, type CallInput } from '../../shared/api-call.ts';
import { useAction } from '../../shared/use-action.ts';

type Body<E> = NonNullable<CallInput<E>['body']>;
export type MissionInput = Body<typeof createMission>;
export type MissionChange = Body<typeof changeMission>;
/** Others move the same tasks: what is open is asked anew this often. */
const freshMs = 15_000;

export function useOwnTasks() {
  return useQuery({ queryKey: ['own-tasks'], queryFn: ({ signal }) => call(listOwnTasks, {}, { signal }), refetchInterval: freshMs, refetchOnWindowFocus: true });
}

export function useMissions(q: string) {
  return useQuery({
    queryKey: ['missions', q],
    queryFn: ({ signal }) => call(listMissions, { query: { ...(q ? { q } : {}), limit: 100 } }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: freshMs,
    refetchOnWindowFocus: true,
  });
}

export function useMission(id: string | null) {
  return useQuery({
    queryKey: ['mission', id],
    queryFn: id === null ? skipToken : ({ signal }) => call(getMission, { params: { id } }, { signal }),
    refetchInterval: (query) => (query.state.data?.state === 'open' ? freshMs : false),
    refetchOnWindowFocus: true,
  });
}

/** Whom the tasks of a brief can be given to. */
export function useMissionPeople(briefId: string) {
  return useQuery({ queryKey: ['mission-people', briefId], queryFn: ({ signal }) => call(findMissionPeople, { params: { id: briefId } }, { signal }) });
}

/** Every change answers with the whole mission, which is then known; one that was refused is asked anew. */
function useMissionChange<Input>(id: string | null, change: (input: Input) => Promise<MissionDetail>) {
  const client = useQueryClient();
  const forget = () => {
    for (const queryKey of [['missions'], ['own-tasks'], ['brief']]) void client.invalidateQueries({ queryKey });
  };
  return useAction({
    mutationFn: change,
    onSuccess: (mission) => {
      client.setQueryData(['mission', mission.id], mission);
      forget();
    },
    onError: () => {
      if (id !== null) void client.invalidateQueries({ queryKey: ['mission', id] });
      forget();
    },
  });
}

export function useCreateMission() {
  return useMissionChange(null, (body: MissionInput) => call(createMission, { body }));
}
export function useChangeMission(id: string) {
  return useMissionChange(id, (body: MissionChange) => call(changeMission, { params: { id }, body }));
}
export function useStepMission(id: string) {
  return useMissionChange(id, (body: { step: MissionStep; version: number; note: string }) => call(stepMission, { params: { id }, body }));
}
export function useStepTask(id: string) {
  return useMissionChange(id, ({ taskId, ...body }: { taskId: string; step: TaskStep; version: number; note: string }) => call(stepTask, { params: { id, taskId }, body }));
}
