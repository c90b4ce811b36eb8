import { seeded } from './dist/test/arrange/seeded.js';
import { solver } from './dist/test/arrange/solver.js';
import { propose } from './dist/matching/propose.js';
const s=await seeded(); const h=await solver();
const i=s.input('israel-nncnc');
const cpu=()=>(process.cpuUsage().user+process.cpuUsage().system)/1000;
const rules={perRegionMin: { BTB: 2, TDMNPB: 3 },
      perRegionMax: { DBSCL: 2, DNB: 2 },
      pinProvinces: ['31', '42'],
      forbidProvinces: ['75', '92'],
      pinPairs: [
        { province: '31', partner: 'A027' },
        { province: '24', partner: 'M034' },
      ],
      forbidPairs: [
        { province: '14', partner: 'M034' },
        { province: '79', partner: 'A027' },
      ],
      weights: { theme: 0.5, country: 0.3, concepts: 0.05 },
      metRecentlyMonths: 60,
      waitingBoost: 0.01,
      minMeetings: 2};
for (const r of [{}, rules, {...rules, perRegionMin: { BTB: 5, TDMNPB: 9, DNB: 3 }}]) for(let k=0;k<3;k++){const t=cpu(); const a=propose({...i,event:{...i.event,rules:r}},s.words,h); console.log((cpu()-t).toFixed(0), a.feasible, a.feasible?a.plan.certificate.inviteList:JSON.stringify(a));}
