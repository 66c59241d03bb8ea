import { describeUnderWay } from './under-way.ts';

describeUnderWay('the memory in a file');
