import { Briefcase, Building, Building2, Cctv, CircleDot, ClipboardList, DoorOpen, Grid2x2, HeartHandshake, House, LandPlot, Lightbulb, MapPinned, RadioTower, Route, ShieldUser, Store, TriangleAlert, User, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

const icons: Record<string, LucideIcon> = {
  building: Building2,
  dwelling: DoorOpen,
  household: House,
  person: User,
  people: Users,
  organisation: Briefcase,
  place: Store,
  facility: Lightbulb,
  hazard: TriangleAlert,
  resource: HeartHandshake,
  asset: LandPlot,
  camera: Cctv,
  device: RadioTower,
  worker_post: ShieldUser,
  region: MapPinned,
  grid: Grid2x2,
  street: Route,
  estate: Building,
  matter: ClipboardList,
};

export function KindIcon({ kind, size = 16 }: { kind: string; size?: number }) {
  const Icon = icons[kind] ?? CircleDot;
  return <Icon size={size} aria-hidden />;
}
