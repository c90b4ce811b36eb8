// How many earlier meetings a list can keep at most while everyone gets its meetings: shortest augmenting paths
// (Bellman–Ford), by the judge's own hand.
import type { Limits } from '../rules.js';
import type { Standing } from './standing.js';

interface Arc {
  to: number;
  room: number;
  price: number;
  back: number;
}

/** −1 when not everyone gets its meetings. */
export function mostKept(list: readonly Standing[], partners: number, limits: Limits): number {
  const most = list.length * partners;
  const graph: Arc[][] = [[], []];
  const [source, sink] = [0, 1];
  const node = () => graph.push([]) - 1;
  const arc = (from: number, to: number, room: number, price: number) => {
    const [there, back] = [graph[from] as Arc[], graph[to] as Arc[]];
    there.push({ to, room, price, back: back.length });
    back.push({ to: from, room: 0, price: -price, back: there.length - 1 });
  };
  const all = node();
  const held = list.reduce((sum, { pins }) => sum + pins.length, 0);
  arc(all, sink, Math.max(0, Math.min(limits.meetings, most) - held), 0);
  const at = Array.from({ length: partners }, (_, j) => {
    const own = node();
    const pinned = list.filter(({ pins }) => pins.includes(j)).length;
    arc(own, all, Math.max(0, Math.min(limits.perPartner, list.length) - pinned), 0);
    return own;
  });
  // A meeting that someone needs comes before any that is kept.
  const needed = -(most + 1);
  let wanted = 0;
  let kept = 0;
  for (const { open, pins, places, met, needed: all } of list) {
    const [must, may] = [node(), node()];
    wanted += all - pins.length;
    kept += met.filter((j) => pins.includes(j)).length;
    arc(source, must, all - pins.length, needed);
    arc(source, may, limits.perProvince - all, 0);
    for (const j of open) {
      if (pins.includes(j)) continue;
      const meeting = node();
      if (places.includes(j)) arc(must, meeting, 1, 0);
      arc(may, meeting, 1, 0);
      arc(meeting, at[j] as number, 1, met.includes(j) ? -1 : 0);
    }
  }
  let price = 0;
  for (let step = cheapest(graph, source, sink); step && step.price < 0; step = cheapest(graph, source, sink)) {
    price += step.price;
    for (const [from, index] of step.path) {
      const used = graph[from]?.[index] as Arc;
      used.room--;
      (graph[used.to]?.[used.back] as Arc).room++;
    }
  }
  const served = Math.round(price / needed);
  return served < wanted ? -1 : kept + needed * wanted - price;
}

/** The cheapest way with room from one node to another, as arcs by node and place. */
function cheapest(graph: readonly (readonly Arc[])[], source: number, sink: number) {
  const cost = graph.map((_, v) => (v === source ? 0 : Number.POSITIVE_INFINITY));
  const by: ([number, number] | null)[] = graph.map(() => null);
  for (let better = true; better; ) {
    better = false;
    graph.forEach((arcs, from) => {
      arcs.forEach(({ to, room, price }, index) => {
        const through = (cost[from] as number) + price;
        if (room <= 0 || through >= (cost[to] as number)) return;
        cost[to] = through;
        by[to] = [from, index];
        better = true;
      });
    });
  }
  const path: [number, number][] = [];
  for (let step = by[sink]; step; step = by[step[0]]) path.push(step);
  return path.length > 0 ? { path, price: cost[sink] as number } : null;
}
