import { describeUnderWay } from '../crash/under-way.ts';

describeUnderWay('the memory in a database');
