import { describeKillsBetween } from '../../crash/between.ts';

describeKillsBetween({ share: 4 });
